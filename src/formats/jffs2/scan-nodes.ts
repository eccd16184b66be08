import type { Budget } from '../../foundation/budget.ts';
import { ByteReader, type Endianness } from '../../foundation/byte-reader.ts';
import { crc32 } from '../../foundation/crc32.ts';

/** A name in a directory; `inode` 0 removes it. */
export type Dirent = {
  readonly parent: number;
  readonly version: number;
  readonly inode: number;
  readonly type: number;
  readonly name: Uint8Array;
};

/** One change of an inode: its attributes then, and perhaps a stretch of data. */
export type InodeNode = {
  readonly version: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** The file's size after this change. */
  readonly size: number;
  /** Where in the file the stretch stands, and how long it is when decompressed. */
  readonly offset: number;
  readonly length: number;
  readonly compression: number;
  readonly data: Uint8Array;
};

export type Scan = {
  readonly dirents: Dirent[];
  readonly inodes: Map<number, InodeNode[]>;
  /** Inodes of which a node was damaged. */
  readonly damagedInodes: Set<number>;
  readonly cleanMarkers: number[];
  /** By directory and version, which no two names of one file system share. */
  readonly versions: Map<string, Dirent>;
  /** Where nodes began after a gap or a clean marker: an erase block starts there. */
  blockStart: number;
  /** Where another file system begins; 0 when none was met. */
  foreignAt: number;
  nodes: number;
  damaged: number;
  firstDamage: number;
  truncated: boolean;
  /** After the last valid node. */
  end: number;
};

/** Node types as in Linux's jffs2.h: dirent, inode, clean marker, padding, summary, xattr, xattr reference. */
const types = {
  dirent: 0xe001,
  inode: 0xe002,
  clean: 0x2003,
  padding: 0x2004,
  summary: 0x2006,
  xattr: 0xe008,
  xattrReference: 0xe009,
} as const;
export const nodeTypes: readonly number[] = Object.values(types);

/** Cleared in flash to mark a node obsolete; its checksum was made with the bit set. */
export const accurateBit = 0x2000;

/** Words that are neither nodes nor erased flash: after that many bytes something else has begun. */
const foreignLimit = 128 * 1024;

/**
 * Finds all nodes in one pass over 4-byte-aligned offsets. Obsolete nodes are skipped; nodes whose checksums disagree are counted
 * and skipped as the kernel does. The pass ends at the input's end or after a long run of bytes that are no nodes and not erased.
 */
export function scanNodes(bytes: Uint8Array, endianness: Endianness, budget: Budget): Scan {
  const reader = new ByteReader(bytes, endianness);
  const scan: Scan = {
    dirents: [],
    inodes: new Map(),
    damagedInodes: new Set(),
    cleanMarkers: [],
    versions: new Map(),
    blockStart: 0,
    foreignAt: 0,
    nodes: 0,
    damaged: 0,
    firstDamage: 0,
    truncated: false,
    end: 0,
  };
  budget.spend('steps', bytes.length >>> 8);
  let foreign = 0;
  for (let at = 0; at + 12 <= bytes.length && foreign <= foreignLimit && scan.foreignAt === 0; ) {
    const size = nodeSize(reader, at);
    if (size === 0) {
      if (reader.u32(at) !== 0xffffffff) foreign += 4;
      at += 4;
      continue;
    }
    budget.spend('steps', 1);
    if (!reader.has(at, size)) {
      scan.truncated = true;
      foreign += 4;
      at += 4;
      continue;
    }
    foreign = 0;
    if (at !== scan.end) scan.blockStart = at;
    takeNode(scan, reader, at, size);
    at += (size + 3) & ~3;
    scan.end = Math.min(at, bytes.length);
  }
  return scan;
}

/** Bytes of the node at `at`, 0 when its header's checksum says there is none. */
export function nodeSize(reader: ByteReader, at: number): number {
  const magic = reader.u16(at);
  if (magic !== 0x1985) return 0;
  const type = reader.u16(at + 2);
  const size = reader.u32(at + 4);
  if (size < 12 || size > 0x7fffffff) return 0;
  return headerSum(reader, type | accurateBit, size) === reader.u32(at + 8) ? size : 0;
}

function headerSum(reader: ByteReader, type: number, size: number): number {
  const header = new DataView(new ArrayBuffer(8));
  header.setUint16(0, 0x1985, reader.little);
  header.setUint16(2, type, reader.little);
  header.setUint32(4, size, reader.little);
  return crc32(new Uint8Array(header.buffer), 0, 0);
}

function takeNode(scan: Scan, reader: ByteReader, at: number, size: number): void {
  scan.nodes += 1;
  const type = reader.u16(at + 2);
  let sound = true;
  if (type === types.dirent) sound = takeDirent(scan, reader, at, size);
  else if (type === types.inode) sound = takeInode(scan, reader, at, size);
  else if (type === types.clean) {
    scan.cleanMarkers.push(at);
    scan.blockStart = at;
  }
  if (sound) return;
  if (scan.damaged === 0) scan.firstDamage = at;
  scan.damaged += 1;
}

function takeDirent(scan: Scan, reader: ByteReader, at: number, size: number): boolean {
  if (size < 40 || crc32(reader.slice(at, 32), 0, 0) !== reader.u32(at + 32)) return false;
  const length = reader.u8(at + 28);
  if (40 + length > size) return false;
  const name = reader.slice(at + 40, length);
  if (crc32(name, 0, 0) !== reader.u32(at + 36)) return false;
  const dirent: Dirent = {
    parent: reader.u32(at + 12),
    version: reader.u32(at + 16),
    inode: reader.u32(at + 20),
    type: reader.u8(at + 29),
    name,
  };
  const key = `${dirent.parent}:${dirent.version}`;
  const known = scan.versions.get(key);
  if (known !== undefined && scan.blockStart > 0 && !isCopy(known, dirent)) {
    scan.foreignAt = scan.blockStart;
    return true;
  }
  scan.versions.set(key, dirent);
  scan.dirents.push(dirent);
  return true;
}

/** Garbage collection leaves the same name twice. */
function isCopy(a: Dirent, b: Dirent): boolean {
  return a.inode === b.inode && a.name.length === b.name.length && a.name.every((byte, index) => byte === b.name[index]);
}

function takeInode(scan: Scan, reader: ByteReader, at: number, size: number): boolean {
  if (size < 68 || crc32(reader.slice(at, 60), 0, 0) !== reader.u32(at + 64)) return false;
  const inode = reader.u32(at + 12);
  const stored = reader.u32(at + 48);
  if (68 + stored > size || crc32(reader.slice(at + 68, stored), 0, 0) !== reader.u32(at + 60)) {
    scan.damagedInodes.add(inode);
    return false;
  }
  const node: InodeNode = {
    version: reader.u32(at + 16),
    mode: reader.u32(at + 20),
    uid: reader.u16(at + 24),
    gid: reader.u16(at + 26),
    size: reader.u32(at + 28),
    offset: reader.u32(at + 44),
    length: reader.u32(at + 52),
    compression: reader.u8(at + 56),
    data: reader.slice(at + 68, stored),
  };
  const known = scan.inodes.get(inode);
  if (known) known.push(node);
  else scan.inodes.set(inode, [node]);
  return true;
}
