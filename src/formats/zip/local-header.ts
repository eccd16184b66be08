import type { ByteReader } from '../../foundation/byte-reader.ts';
import { methodNames, type ZipEntry } from './zip-entry.ts';
import { zip64Sizes } from './zip64-sizes.ts';

export type LocalHeader = {
  readonly entry: ZipEntry;
  readonly dataAt: number /** Sizes and checksum follow the data. */;
  readonly described: boolean;
};

const longestName = 4096;

/** The local file header at `at` (APPNOTE.TXT 4.3.7); null when none stands there or its fields make no sense. */
export function localHeader(reader: ByteReader, at: number): LocalHeader | null {
  if (!reader.has(at, 30) || reader.u32(at) !== 0x04034b50) return null;
  const flags = reader.u16(at + 6);
  const method = reader.u16(at + 8);
  const nameSize = reader.u16(at + 26);
  const extraSize = reader.u16(at + 28);
  const dataAt = at + 30 + nameSize + extraSize;
  if (!(method in methodNames) || nameSize === 0 || nameSize > longestName || !reader.has(at + 30, nameSize + extraSize)) return null;
  const name = reader.slice(at + 30, nameSize);
  if (name.some((byte) => byte < 0x20)) return null;
  const sizes = { size: reader.u32(at + 22), stored: reader.u32(at + 18), at };
  const entry: ZipEntry = {
    name,
    flags,
    method,
    crc: reader.u32(at + 14),
    ...zip64Sizes(reader, at + 30 + nameSize, extraSize, sizes),
    unixMode: null,
    cut: false,
  };
  return { entry, dataAt, described: (flags & 8) !== 0 && entry.stored === 0 };
}
