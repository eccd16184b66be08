import type { Format } from '../../model/format.ts';
import { openStream } from '../open-stream.ts';

const HEADER_BYTES = 13;
const LEAST_DICTIONARY = 2 ** 12;
const MOST_DICTIONARY = 2 ** 28;
const MOST_SIZE = 2 ** 31;
/** Properties met in firmware: lc 3 lp 0 pb 2 (the default), lc 1 lp 2 pb 2, lc 0 lp 2 pb 2, lc 4 lp 0 pb 2, lc 3 lp 1 pb 2. */
const COMMON_PROPERTIES = [0x5d, 0x6d, 0x6c, 0x5e, 0x66];
/** Of a dictionary size 2^n or 2^n + 2^(n-1) from 64 KiB to 256 MiB, in little endian: its low two bytes are 0. */
const THIRD_BYTES = [0x00, 0x01, 0x02, 0x03, 0x04, 0x06, 0x08, 0x0c, 0x10, 0x18, 0x20, 0x30, 0x40, 0x60, 0x80, 0xc0];

type Header = { readonly lc: number; readonly lp: number; readonly pb: number; readonly dictionary: number; readonly size: number | null };

/**
 * LZMA-alone. Its header has no magic number: what is recognised is a plausible one. The stream's own end (marker or flush) has to agree
 * before a short one is believed.
 */
export const lzma: Format = {
  id: 'lzma',
  title: 'LZMA-alone',
  shape: 'stream',
  references: [{ source: 'LZMA specification (I. Pavlov, 2015)', url: 'https://www.7-zip.org/sdk.html' }],
  limitations: [
    'Found inside other data only with common properties and a dictionary of 64 KiB or more.',
    'lc + lp above 4 is not recognised.',
  ],
  // With the dictionary size's third byte: a fourth byte lets the search leap.
  magics: COMMON_PROPERTIES.flatMap((properties) =>
    THIRD_BYTES.map((third) => ({ bytes: Uint8Array.of(properties, 0, 0, third), offset: 0 })),
  ),
  recognise: (bytes, at) => (header(bytes, at) === undefined ? 'no' : 'likely'),
  open: (bytes, tools) => {
    const found = header(bytes, 0);
    const parameters = found && `lc ${found.lc} lp ${found.lp} pb ${found.pb}, dictionary ${found.dictionary / 1024} KiB`;
    const detail = found === undefined ? 'LZMA' : `LZMA, ${parameters}, size ${found.size ?? 'unknown'}`;
    return openStream(bytes, { codec: tools.host.codecs.lzma, path: '/data', detail, least: 4096 }, tools);
  },
};

function header(bytes: Uint8Array, at: number): Header | undefined {
  if (at < 0 || at + HEADER_BYTES + 5 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER_BYTES + 1);
  const properties = view.getUint8(0);
  const rest = Math.floor(properties / 9);
  const [lc, lp, pb] = [properties % 9, rest % 5, Math.floor(rest / 5)];
  if (properties >= 225 || lc + lp > 4) return undefined;
  const dictionary = view.getUint32(1, true);
  if (!isUsual(dictionary) || view.getUint8(HEADER_BYTES) !== 0) return undefined;
  const [low, high] = [view.getUint32(5, true), view.getUint32(9, true)];
  if (low === 0xffffffff && high === 0xffffffff) return { lc, lp, pb, dictionary, size: null };
  return high === 0 && low >= 1 && low <= MOST_SIZE ? { lc, lp, pb, dictionary, size: low } : undefined;
}

/** 2^n or 2^n + 2^(n-1), as encoders choose it. */
function isUsual(dictionary: number): boolean {
  if (dictionary < LEAST_DICTIONARY || dictionary > MOST_DICTIONARY) return false;
  const lowest = dictionary & -dictionary;
  return dictionary === lowest || dictionary === 3 * lowest;
}
