import type { Format } from '../../model/format.ts';
import { openStream } from '../open-stream.ts';

const BLOCK = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];
const LAST = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90];

/** bzip2: one stream or several, recognised by its header and the first block's 48-bit mark. */
export const bzip2: Format = {
  id: 'bzip2',
  title: 'bzip2',
  shape: 'stream',
  references: [
    { source: 'BZIP2: Format Specification (J. Tsai, 2016)', url: 'https://github.com/dsnet/compress/blob/master/doc/bzip2-format.pdf' },
  ],
  limitations: [
    'Randomised blocks (bzip2 before 0.9.5) are not read.',
    'A damaged block is left out whole, and what follows it is not read.',
  ],
  magics: Array.from({ length: 9 }, (_, level) => ({ bytes: Uint8Array.of(0x42, 0x5a, 0x68, 0x31 + level), offset: 0 })),
  recognise: (bytes, at) => {
    const level = bytes[at + 3];
    if (at < 0 || bytes[at] !== 0x42 || bytes[at + 1] !== 0x5a || bytes[at + 2] !== 0x68) return 'no';
    if (level === undefined || level < 0x31 || level > 0x39) return 'no';
    return [BLOCK, LAST].some((mark) => mark.every((byte, i) => bytes[at + 4 + i] === byte)) ? 'certain' : 'no';
  },
  open: (bytes, tools) => {
    const detail = `bzip2, ${(bytes[3] ?? 0x30) - 0x30}00 kB blocks`;
    return openStream(bytes, { codec: tools.host.codecs.bzip2, path: '/data', detail, least: 0 }, tools);
  },
};
