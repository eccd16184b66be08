import { ByteReader, type Endianness } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';

/** Where something starts in metadata: the byte offset of a metadata block from its table's start, and the offset in what it unpacks to. */
export type MetadataPlace = { readonly block: number; readonly offset: number };

/** A superblock of any version; offsets and sizes in bytes from the image's start. */
export type Superblock = {
  readonly major: 1 | 2 | 3 | 4;
  readonly minor: number;
  readonly endianness: Endianness;
  readonly headerBytes: number;
  readonly inodes: number;
  readonly blockSize: number;
  /** The compressor id of version 4, as claimed (vendors lie); null before. */
  readonly compressor: number | null;
  /** Version 1 to 3 with the `check` flag: a marker byte follows each metadata block's length. */
  readonly metadataHeaderBytes: 2 | 3;
  readonly root: MetadataPlace;
  readonly bytesUsed: number;
  /** Version 4: one table for both, behind an index; before: plain arrays of 32-bit numbers. */
  readonly uidCount: number;
  readonly uidTable: number;
  readonly gidCount: number;
  readonly gidTable: number;
  readonly inodeTable: number;
  readonly directoryTable: number;
  readonly fragments: number;
  readonly fragmentTable: number;
};

/** Reads the superblock at `at` in whichever byte order makes sense of it; undefined when neither does or it is cut off. */
export function readSuperblock(bytes: Uint8Array, at: number): Superblock | undefined {
  const rest = bytes.subarray(at, at + 119);
  for (const endianness of ['little', 'big'] as const) {
    const found = tryRead(new ByteReader(rest, endianness), endianness);
    if (found !== undefined && isSane(found)) return found;
  }
  return undefined;
}

function tryRead(reader: ByteReader, endianness: Endianness): Superblock | undefined {
  try {
    const major = reader.u16(28);
    if (major === 4) return readVersion4(reader, endianness);
    if (major === 3 || major === 2 || major === 1) return readVersion1To3(reader, endianness, major);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
  }
  return undefined;
}

/** Root inode: the block's offset in the upper 48 bits, the offset inside it in the lower 16, in the image's byte order. */
function readRoot(reader: ByteReader, at: number): MetadataPlace {
  const reference = reader.u64(at);
  return { block: Math.floor(reference / 0x10000), offset: reference % 0x10000 };
}

function readVersion4(reader: ByteReader, endianness: Endianness): Superblock | undefined {
  const blockSize = reader.u32(12);
  if (blockSize !== 2 ** reader.u16(22) || reader.u16(30) !== 0) return undefined;
  return {
    major: 4,
    minor: 0,
    endianness,
    headerBytes: 96,
    inodes: reader.u32(4),
    blockSize,
    compressor: reader.u16(20),
    metadataHeaderBytes: 2,
    root: readRoot(reader, 32),
    bytesUsed: reader.u64(40),
    uidCount: reader.u16(26),
    uidTable: reader.u64(48),
    gidCount: 0,
    gidTable: 0,
    inodeTable: reader.u64(64),
    directoryTable: reader.u64(72),
    fragments: reader.u32(16),
    fragmentTable: reader.big64(80) === 0xffff_ffff_ffff_ffffn ? 0 : reader.u64(80),
  };
}

/** Versions 1 and 2 keep 32-bit offsets early in the block, version 3 appends 64-bit ones; all lie packed, unaligned after byte 39. */
function readVersion1To3(reader: ByteReader, endianness: Endianness, major: 1 | 2 | 3): Superblock | undefined {
  const blockSize = major === 1 ? reader.u16(32) : reader.u32(51);
  if (blockSize !== 2 ** reader.u16(34)) return undefined;
  const offset = (short: number, long: number): number => (major === 3 ? reader.u64(long) : reader.u32(short));
  return {
    major,
    minor: reader.u16(30),
    endianness,
    headerBytes: major === 3 ? 119 : major === 2 ? 63 : 51,
    inodes: reader.u32(4),
    blockSize,
    compressor: null,
    metadataHeaderBytes: (reader.u8(36) & 4) === 0 ? 2 : 3,
    root: readRoot(reader, 43),
    bytesUsed: offset(8, 63),
    uidCount: reader.u8(37),
    uidTable: offset(12, 71),
    gidCount: reader.u8(38),
    gidTable: offset(16, 79),
    inodeTable: offset(20, 87),
    directoryTable: offset(24, 95),
    fragments: major === 1 ? 0 : reader.u32(55),
    fragmentTable: major === 1 ? 0 : major === 2 ? reader.u32(59) : readFragmentTable(reader),
  };
}

const readFragmentTable = (reader: ByteReader): number => (reader.u32(55) === 0 ? 0 : reader.u64(103));

/** A block is 4 KiB to 1 MiB (kernel: SQUASHFS_FILE_MAX_LOG), and the tables stand in order inside `bytesUsed`. */
function isSane(block: Superblock): boolean {
  return (
    block.blockSize >= 4096 &&
    block.blockSize <= 2 ** 20 &&
    block.inodes > 0 &&
    block.inodeTable >= block.headerBytes &&
    block.inodeTable < block.directoryTable &&
    block.directoryTable < block.bytesUsed &&
    (block.fragments === 0 || (block.fragmentTable >= block.directoryTable && block.fragmentTable < block.bytesUsed)) &&
    block.root.offset < 8192 &&
    block.root.block < block.directoryTable - block.inodeTable
  );
}
