import type { Format } from '../../model/format.ts';
import { openStream } from '../open-stream.ts';

const MAGIC = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
const MOST_BLOCK = 2 ** 17;
/** A window of 2 GiB: what the reference decoder takes at most. */
const MOST_WINDOW_LOG = 31;

/** Zstandard: frames one after the other, recognised by a frame header and first block header that can be. */
export const zstd: Format = {
  id: 'zstd',
  title: 'Zstandard',
  shape: 'stream',
  references: [{ source: 'RFC 8878', clause: '3.1.1' }],
  limitations: [
    'Frames that need a dictionary are not read.',
    'Windows above 128 MiB are not read.',
    'A stream that begins with a skippable frame is not recognised.',
  ],
  magics: [{ bytes: MAGIC, offset: 0 }],
  recognise: (bytes, at) => {
    if (at < 0 || at + 8 > bytes.length || !MAGIC.every((byte, i) => bytes[at + i] === byte)) return 'no';
    const descriptor = bytes[at + 4] as number;
    if ((descriptor & 0x18) !== 0) return 'no';
    const single = (descriptor >>> 5) & 1;
    if (single === 0 && 10 + ((bytes[at + 5] as number) >>> 3) > MOST_WINDOW_LOG) return 'no';
    const sizeBytes = descriptor >>> 6 === 0 ? single : 1 << (descriptor >>> 6);
    const block = at + 5 + (1 - single) + ([0, 1, 2, 4][descriptor & 3] as number) + sizeBytes;
    if (block + 3 > bytes.length) return 'no';
    const header = (bytes[block] as number) | ((bytes[block + 1] as number) << 8) | ((bytes[block + 2] as number) << 16);
    return ((header >>> 1) & 3) !== 3 && header >>> 3 <= MOST_BLOCK ? 'likely' : 'no';
  },
  open: (bytes, tools) => openStream(bytes, { codec: tools.host.codecs.zstd, path: '/data', detail: 'Zstandard', least: 512 }, tools),
};
