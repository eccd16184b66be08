import { xxh32 } from '../../foundation/xxh32.ts';
import type { Format } from '../../model/format.ts';
import { openStream } from '../open-stream.ts';

const FRAME = Uint8Array.of(0x04, 0x22, 0x4d, 0x18);
const LEGACY = Uint8Array.of(0x02, 0x21, 0x4c, 0x18);
const LEGACY_BLOCK_BYTES = 8 * 2 ** 20;

/** LZ4 frames, by their header's checksum, and the legacy frames of Linux kernels, by a plausible first block. */
export const lz4: Format = {
  id: 'lz4',
  title: 'LZ4',
  shape: 'stream',
  references: [{ source: 'LZ4 Frame Format Description 1.6.3', url: 'https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md' }],
  limitations: ['Frames that need a dictionary are not read.', 'A stream that begins with a skippable frame is not recognised.'],
  magics: [
    { bytes: FRAME, offset: 0 },
    { bytes: LEGACY, offset: 0 },
  ],
  recognise: (bytes, at) => {
    if (at < 0) return 'no';
    if (FRAME.every((byte, i) => bytes[at + i] === byte)) return isFrame(bytes, at + 4) ? 'certain' : 'no';
    return LEGACY.every((byte, i) => bytes[at + i] === byte) && isLegacy(bytes, at + 4) ? 'likely' : 'no';
  },
  open: (bytes, tools) => {
    const detail = bytes[0] === LEGACY[0] ? 'LZ4, legacy frame' : 'LZ4';
    return openStream(bytes, { codec: tools.host.codecs.lz4, path: '/data', detail, least: bytes[0] === LEGACY[0] ? 512 : 0 }, tools);
  },
};

function isFrame(bytes: Uint8Array, at: number): boolean {
  const flags = bytes[at];
  if (flags === undefined || flags >>> 6 !== 1) return false;
  const size = 2 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0);
  return at + size < bytes.length && ((xxh32(bytes.subarray(at, at + size)) >>> 8) & 0xff) === bytes[at + size];
}

/** A block of a plausible size, whose first sequence has literals, for there is nothing yet to match. */
function isLegacy(bytes: Uint8Array, at: number): boolean {
  if (at + 5 > bytes.length) return false;
  const size =
    (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
  return size > 0 && size <= LEGACY_BLOCK_BYTES + LEGACY_BLOCK_BYTES / 255 + 16 && (bytes[at + 4] as number) >= 0x10;
}
