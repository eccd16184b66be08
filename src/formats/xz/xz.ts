import type { Format } from '../../model/format.ts';
import { openStream } from '../open-stream.ts';

const MAGIC = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00);
const HEADER_BYTES = 12;
const CHECKS: ReadonlyMap<number, string> = new Map([
  [0, 'no check'],
  [1, 'CRC32'],
  [4, 'CRC64'],
  [10, 'SHA-256'],
]);

/** The .xz container: recognised by its header's CRC. */
export const xz: Format = {
  id: 'xz',
  title: 'xz',
  shape: 'stream',
  references: [{ source: 'The .xz File Format 1.1.0', clause: '2.1.1', url: 'https://tukaani.org/xz/xz-file-format.txt' }],
  limitations: ['The RISC-V branch filter is not undone.'],
  magics: [{ bytes: MAGIC, offset: 0 }],
  recognise: (bytes, at) => {
    if (at < 0 || at + HEADER_BYTES > bytes.length || !MAGIC.every((byte, i) => bytes[at + i] === byte)) return 'no';
    const crc = crc32(bytes.subarray(at + 6, at + 8));
    return [0, 8, 16, 24].every((shift, i) => bytes[at + 8 + i] === ((crc >>> shift) & 0xff)) ? 'certain' : 'no';
  },
  open: (bytes, tools) => {
    const detail = `xz, ${CHECKS.get(bytes[7] ?? -1) ?? 'a check of an unknown kind'}`;
    return openStream(bytes, { codec: tools.host.codecs.xz, path: '/data', detail, least: 0 }, tools);
  },
};

/** Bit by bit: it is for two bytes. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) * 0xedb88320);
  }
  return ~crc;
}
