import type { ByteReader } from '../../foundation/byte-reader.ts';

export type EndRecord = {
  /** Where the central directory stands, how long it is and how many entries it claims. */
  readonly directoryAt: number;
  readonly directorySize: number;
  readonly entries: number;
  /** Add to a stored offset to get one in our bytes: negative where the archive followed other bytes that were cut off. */
  readonly base: number;
  readonly end: number;
  readonly zip64: boolean;
};

/**
 * The first end-of-central-directory record (APPNOTE.TXT 4.3.16) that is this archive's: its directory stands right before it and
 * its offsets do not begin after byte 0, as those of an archive stored inside would. null when there is none.
 */
export function findEndRecord(reader: ByteReader): EndRecord | null {
  const { bytes } = reader;
  for (let at = bytes.indexOf(0x50); at >= 0 && at + 22 <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
    if (bytes[at + 1] !== 0x4b || bytes[at + 2] !== 5 || bytes[at + 3] !== 6) continue;
    const found = endRecord(reader, at);
    if (found !== null) return found;
  }
  return null;
}

/** The record at `at` if its numbers agree with what stands before it. */
export function endRecord(reader: ByteReader, at: number): EndRecord | null {
  if (!reader.has(at, 22) || reader.u32(at) !== 0x06054b50) return null;
  const wide = zip64Record(reader, at);
  const entries = wide?.entries ?? reader.u16(at + 10);
  const directorySize = wide?.size ?? reader.u32(at + 12);
  const offset = wide?.offset ?? reader.u32(at + 16);
  const directoryAt = (wide?.at ?? at) - directorySize;
  const base = directoryAt - offset;
  if (directoryAt < 0 || base > 0 || directorySize < entries * 46) return null;
  if (entries > 0 && reader.u32(directoryAt) !== 0x02014b50) return null;
  const end = Math.min(at + 22 + reader.u16(at + 20), reader.length);
  return { directoryAt, directorySize, entries, base, end, zip64: wide !== null };
}

function zip64Record(reader: ByteReader, end: number): { at: number; entries: number; size: number; offset: number } | null {
  const at = end - 20 - 56;
  if (at < 0 || reader.u32(end - 20) !== 0x07064b50 || reader.u32(at) !== 0x06064b50) return null;
  const [entries, size, offset] = [at + 32, at + 40, at + 48].map((field) => Number(reader.big64(field))) as [number, number, number];
  return { at, entries, size, offset };
}
