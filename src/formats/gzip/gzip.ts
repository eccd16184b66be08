import { decodeName } from '../../foundation/decode-name.ts';
import type { Format } from '../../model/format.ts';
import { openStream } from '../open-stream.ts';

const NAME = 8;
const EXTRA = 4;
const LONGEST_NAME = 255;

/** gzip (RFC 1952). A stored name that is a plain file name becomes the payload's. */
export const gzip: Format = {
  id: 'gzip',
  title: 'gzip',
  shape: 'stream',
  references: [{ source: 'RFC 1952', clause: '2.3' }, { source: 'RFC 1951' }],
  limitations: [],
  // With the flags byte: a fourth byte lets the search leap.
  magics: Array.from({ length: 32 }, (_, flags) => ({ bytes: Uint8Array.of(0x1f, 0x8b, 0x08, flags), offset: 0 })),
  recognise: (bytes, at) => {
    if (at < 0 || at + 18 > bytes.length || bytes[at] !== 0x1f || bytes[at + 1] !== 0x8b || bytes[at + 2] !== 8) return 'no';
    const flags = bytes[at + 3] as number;
    const system = bytes[at + 9] as number;
    if ((flags & 0xe0) !== 0 || ![0, 2, 4].includes(bytes[at + 8] as number) || (system > 13 && system !== 255)) return 'no';
    // Without optional fields the first block follows: its type may not be 3.
    return flags === 0 && ((bytes[at + 10] as number) & 6) === 6 ? 'no' : 'likely';
  },
  open: (bytes, tools) => openStream(bytes, { codec: tools.host.codecs.gzip, path: storedPath(bytes), detail: 'gzip', least: 512 }, tools),
};

function storedPath(bytes: Uint8Array): string {
  const flags = bytes[3] ?? 0;
  if ((flags & NAME) === 0) return '/data';
  const start = (flags & EXTRA) === 0 ? 10 : 12 + ((bytes[10] ?? 0) | ((bytes[11] ?? 0) << 8));
  const length = bytes.subarray(start, start + LONGEST_NAME + 1).indexOf(0);
  if (length < 1) return '/data';
  const name = decodeName(bytes.subarray(start, start + length));
  return name.includes('/') || name.includes('..') || name === '.' ? '/data' : `/${name}`;
}
