import { ByteReader, latin1 } from '../../foundation/byte-reader.ts';

export type CpioVariant = 'newc' | 'crc' | 'odc' | 'binary, little endian' | 'binary, big endian';

export type CpioHeader = {
  readonly variant: CpioVariant;
  /** Identifies the inode of hard links. */
  readonly inode: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly size: number;
  /** Sum of the data's bytes modulo 2^32, in `crc` archives. */
  readonly sum: number | null;
  /** Where the name, the data and the next header stand. */
  readonly nameAt: number;
  readonly nameSize: number;
  readonly dataAt: number;
  readonly next: number;
};

const longestName = 4097;

/** The header at `at`; null when there is none: wrong magic, a digit that is no digit, a name no file can have. Reads headers only. */
export function readHeader(reader: ByteReader, at: number): CpioHeader | null {
  if (!reader.has(at, 26)) return null;
  const magic = latin1(reader.slice(at, 6));
  if (magic === '070701' || magic === '070702') return newc(reader, at, magic === '070702');
  if (magic === '070707') return odc(reader, at);
  const word = (reader.u8(at) << 8) | reader.u8(at + 1);
  if (word === 0xc771) return binary(reader, at, true);
  return word === 0x71c7 ? binary(reader, at, false) : null;
}

function newc(reader: ByteReader, at: number, summed: boolean): CpioHeader | null {
  const fields = digits(reader, at + 6, Array<number>(13).fill(8), 16);
  if (fields === null) return null;
  const [inode = 0, mode = 0, uid = 0, gid = 0, links = 0, , size = 0, major = 0, minor = 0, , , nameSize = 0, sum = 0] = fields;
  const dataAt = aligned(at + 110 + nameSize, 4);
  return checked(reader, {
    variant: summed ? 'crc' : 'newc',
    inode: `${major}:${minor}:${inode}`,
    mode,
    uid,
    gid,
    links,
    size,
    sum: summed ? sum : null,
    nameAt: at + 110,
    nameSize,
    dataAt,
    next: aligned(dataAt + size, 4),
  });
}

function odc(reader: ByteReader, at: number): CpioHeader | null {
  const fields = digits(reader, at + 6, [6, 6, 6, 6, 6, 6, 6, 11, 6, 11], 8);
  if (fields === null) return null;
  const [device = 0, inode = 0, mode = 0, uid = 0, gid = 0, links = 0, , , nameSize = 0, size = 0] = fields;
  const dataAt = at + 76 + nameSize;
  return checked(reader, {
    variant: 'odc',
    inode: `${device}:${inode}`,
    mode,
    uid,
    gid,
    links,
    size,
    sum: null,
    nameAt: at + 76,
    nameSize,
    dataAt,
    next: dataAt + size,
  });
}

function binary(source: ByteReader, at: number, little: boolean): CpioHeader | null {
  const reader = new ByteReader(source.slice(at, 26), little ? 'little' : 'big');
  const nameSize = reader.u16(20);
  // 32-bit numbers stand with the more significant half first in either byte order.
  const size = reader.u16(22) * 0x10000 + reader.u16(24);
  const dataAt = at + 26 + nameSize + (nameSize & 1);
  return checked(source, {
    variant: little ? 'binary, little endian' : 'binary, big endian',
    inode: `${reader.u16(2)}:${reader.u16(4)}`,
    mode: reader.u16(6),
    uid: reader.u16(8),
    gid: reader.u16(10),
    links: reader.u16(12),
    size,
    sum: null,
    nameAt: at + 26,
    nameSize,
    dataAt,
    next: aligned(dataAt + size, 2),
  });
}

/** A name of at least one byte and its NUL, and a mode of 16 bits. */
function checked(reader: ByteReader, header: CpioHeader): CpioHeader | null {
  if (header.nameSize < 2 || header.nameSize > longestName || header.mode > 0xffff) return null;
  if (!reader.has(header.nameAt, header.nameSize)) return null;
  const name = reader.slice(header.nameAt, header.nameSize);
  return name.indexOf(0) < 0 || name[0] === 0 ? null : header;
}

function digits(reader: ByteReader, at: number, widths: readonly number[], base: 8 | 16): readonly number[] | null {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (!reader.has(at, total)) return null;
  const text = latin1(reader.slice(at, total));
  if (!(base === 16 ? /^[0-9A-Fa-f]+$/ : /^[0-7]+$/).test(text)) return null;
  let from = 0;
  return widths.map((width) => {
    from += width;
    return Number.parseInt(text.slice(from - width, from), base);
  });
}

const aligned = (at: number, unit: number): number => Math.ceil(at / unit) * unit;
