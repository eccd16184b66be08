import type { ByteReader } from '../../foundation/byte-reader.ts';

export type Sizes = { readonly size: number; readonly stored: number; readonly at: number };

const full = 0xffffffff;

/** Takes from the extra field 0x0001 those numbers that are 0xffffffff in the header, in their order (APPNOTE.TXT 4.5.3). */
export function zip64Sizes(reader: ByteReader, extraAt: number, extraSize: number, sizes: Sizes): Sizes {
  if (sizes.size !== full && sizes.stored !== full && sizes.at !== full) return sizes;
  const end = extraAt + extraSize;
  for (let at = extraAt; at + 4 <= end; at += 4 + reader.u16(at + 2)) {
    if (reader.u16(at) !== 1) continue;
    let from = at + 4;
    const last = Math.min(end, from + reader.u16(at + 2));
    const next = (value: number): number => {
      if (value !== full || from + 8 > last) return value;
      from += 8;
      return Number(reader.big64(from - 8));
    };
    return { size: next(sizes.size), stored: next(sizes.stored), at: next(sizes.at) };
  }
  return sizes;
}
