import type { OutputBuffer } from './output-buffer.ts';

const table = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  table[byte] = value;
}

/** The CRC-32 of bzip2: most significant bit first, as a signed number. */
export function bzip2Crc(bytes: Uint8Array, start: number, end: number): number {
  let crc = -1;
  for (let at = start; at < end; at++) crc = (crc << 8) ^ (table[(crc >>> 24) ^ (bytes[at] as number)] as number);
  return ~crc;
}

/**
 * Undoes the Burrows-Wheeler transform of the `count` bytes in the low 8 bits of `links` (its upper bits are used for the work),
 * then the run lengths of bzip2's first step, into `output`. False when `output` is full before the end.
 */
export function inverseTransform(links: Uint32Array, count: number, origin: number, output: OutputBuffer): boolean {
  const starts = new Uint32Array(257);
  for (let i = 0; i < count; i++) starts[((links[i] as number) & 0xff) + 1] = (starts[((links[i] as number) & 0xff) + 1] as number) + 1;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] = (starts[byte + 1] as number) + (starts[byte] as number);
  for (let i = 0; i < count; i++) {
    const byte = (links[i] as number) & 0xff;
    const to = starts[byte] as number;
    starts[byte] = to + 1;
    links[to] = (links[to] as number) | (i << 8);
  }
  output.reserve(count);
  let link = (links[origin] as number) >>> 8;
  let same = 0;
  let previous = -1;
  let bytes = output.bytes;
  let to = output.length;
  for (let i = 0; i < count; i++) {
    const entry = links[link] as number;
    const byte = entry & 0xff;
    link = entry >>> 8;
    if (same === 4) {
      // After four equal bytes stands a count of more.
      output.length = to;
      if (byte > 0 && !output.repeat(1, byte)) return false;
      output.reserve(count - i);
      bytes = output.bytes;
      to = output.length;
      same = 0;
      previous = -1;
      continue;
    }
    same = byte === previous ? same + 1 : 1;
    previous = byte;
    if (to === bytes.length) {
      output.length = to;
      return false;
    }
    bytes[to++] = byte;
  }
  output.length = to;
  return true;
}
