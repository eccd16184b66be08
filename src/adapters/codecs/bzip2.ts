import type { Codec, Decompressed } from '../../model/host.ts';
import { Bzip2Bits } from './bzip2-bits.ts';
import { bzip2Symbols } from './bzip2-symbols.ts';
import { bzip2Crc, inverseTransform } from './bzip2-transform.ts';
import { OutputBuffer } from './output-buffer.ts';

type End = Decompressed['end'];

const BLOCK_HIGH = 0x314159;
const BLOCK_LOW = 0x265359;
const LAST_HIGH = 0x177245;
const LAST_LOW = 0x385090;

/** Room for the largest block, kept from call to call: it is 3.6 MB, and most calls need little of it. */
let links: Uint32Array | undefined;

/**
 * bzip2 (format as documented by J. Tsai, "BZIP2: Format Specification", 2016): all blocks and following streams, with their CRCs.
 * A damaged block is left out whole, for one wrong bit spoils all of it. Randomised blocks (bzip2 before 0.9.5) are `unsupported`.
 */
export const bzip2: Codec = (bytes, maxOut) => {
  const output = new OutputBuffer(maxOut, bytes.length * 4);
  links ??= new Uint32Array(900_000);
  let position = 0;
  while (true) {
    const bits = new Bzip2Bits(bytes, position);
    const end = stream(bits, output, links);
    position = Math.min(bits.position, bytes.length);
    if (end !== undefined) return { output: output.take(), consumed: end === 'truncated' ? bytes.length : position, end };
    if (!beginsAt(bytes, position)) return { output: output.take(), consumed: position, end: 'complete' };
  }
};

const beginsAt = (bytes: Uint8Array, at: number): boolean => {
  const level = bytes[at + 3] as number;
  if (bytes[at] !== 0x42 || bytes[at + 1] !== 0x5a || bytes[at + 2] !== 0x68 || level < 0x31 || level > 0x39) return false;
  return (bytes[at + 4] === 0x31 && bytes[at + 5] === 0x41) || (bytes[at + 4] === 0x17 && bytes[at + 5] === 0x72);
};

/** undefined when the stream ended well. */
function stream(bits: Bzip2Bits, output: OutputBuffer, links: Uint32Array): End | undefined {
  const head = bits.read(24);
  const level = bits.read(8) - 0x30;
  if (bits.exhausted) return 'truncated';
  if (head !== 0x425a68 || level < 1 || level > 9) return 'malformed';
  let combined = 0;
  while (true) {
    const high = bits.read(24);
    const low = bits.read(24);
    const crc = (bits.read(16) << 16) | bits.read(16) | 0;
    if (bits.exhausted) return 'truncated';
    if (high === LAST_HIGH && low === LAST_LOW) return crc === combined ? undefined : 'malformed';
    if (high !== BLOCK_HIGH || low !== BLOCK_LOW) return 'malformed';
    combined = ((combined << 1) | (combined >>> 31)) ^ crc;
    const end = block(bits, level * 100_000, crc, output, links);
    if (end !== undefined) return end;
  }
}

function block(bits: Bzip2Bits, most: number, crc: number, output: OutputBuffer, links: Uint32Array): End | undefined {
  if (bits.read(1) === 1) return 'unsupported';
  const origin = bits.read(24);
  const count = bzip2Symbols(bits, links, most);
  if (bits.exhausted) return 'truncated';
  if (count < 0 || origin >= count) return 'malformed';
  const start = output.length;
  if (!inverseTransform(links, count, origin, output)) return 'limit';
  if (bzip2Crc(output.bytes, start, output.length) === crc) return undefined;
  output.length = start;
  return 'malformed';
}
