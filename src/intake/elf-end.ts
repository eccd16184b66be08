import { ByteReader } from '../foundation/byte-reader.ts';
import { DecodeError } from '../foundation/decode-error.ts';

/** Section headers of type NOBITS take no room in the file. */
const noBits = 8;
/** More headers than this are not walked. */
const mostHeaders = 65_536;

/**
 * Where an ELF file ends by its own headers (System V ABI, chapters 4 and 5): the furthest of the header tables, the segments and the sections.
 * What stands behind was appended by somebody. Headers that make no sense end it at the file header.
 */
export function elfEnd(bytes: Uint8Array): number {
  try {
    return Math.min(bytes.length, furthest(new ByteReader(bytes, bytes[5] === 2 ? 'big' : 'little'), bytes[4] === 2));
  } catch (error) {
    if (error instanceof DecodeError) return Math.min(bytes.length, 52);
    throw error;
  }
}

function furthest(reader: ByteReader, wide: boolean): number {
  const word = (at: number): number => (wide ? reader.u64(at) : reader.u32(at));
  const [segments, sections] = wide ? [reader.u64(32), reader.u64(40)] : [reader.u32(28), reader.u32(32)];
  const sizes = wide ? 54 : 42;
  const [segmentSize, segmentCount, sectionSize, sectionCount] = [0, 2, 4, 6].map((step) => reader.u16(sizes + step)) as [
    number,
    number,
    number,
    number,
  ];
  let end = Math.max(wide ? 64 : 52, segments + segmentSize * segmentCount, sections + sectionSize * sectionCount);
  for (let at = segments, left = Math.min(segmentCount, mostHeaders); left > 0; left -= 1, at += segmentSize) {
    end = Math.max(end, wide ? word(at + 8) + word(at + 32) : word(at + 4) + word(at + 16));
  }
  for (let at = sections, left = Math.min(sectionCount, mostHeaders); left > 0; left -= 1, at += sectionSize) {
    if (reader.u32(at + 4) !== noBits) end = Math.max(end, wide ? word(at + 24) + word(at + 32) : word(at + 16) + word(at + 20));
  }
  return end;
}
