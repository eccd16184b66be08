import { DecodeError } from '../../foundation/decode-error.ts';
import type { EntryType } from '../../model/format.ts';
import { type BitField, readBitField } from './bit-field.ts';
import { type InodeField, inodeLayouts } from './inode-layout.ts';
import type { Metadata, MetadataCursor } from './metadata.ts';
import type { MetadataPlace, Superblock } from './superblock.ts';

/** No fragment: the file's end is a block of its own. */
export const NO_FRAGMENT = 0xffffffff;
/** Longest target believed; Linux's PATH_MAX is 4096. */
const MAX_TARGET = 65536;

/** An inode of any version in one shape. */
export type Inode = {
  readonly type: EntryType;
  readonly mode: number;
  /** Indices into the id tables; `gid` null: the same as the uid (versions 1 to 3). */
  readonly uid: number;
  readonly gid: number | null;
  /** Of a file its bytes, of a directory its listing's, else 0. */
  readonly size: number;
  /** Of a file: its first block's offset in the image. Of a directory: its listing's metadata block. */
  readonly start: number;
  readonly fragment: number;
  /** Of a file: where its tail stands in the fragment. Of a directory: where its listing stands in the metadata block. */
  readonly offset: number;
  readonly target: Uint8Array | null;
  /** Stands at a file's block list; null for the rest. */
  readonly blockList: MetadataCursor | null;
};

const basicTypes: readonly EntryType[] = ['directory', 'file', 'symlink', 'block-device', 'character-device', 'fifo', 'socket'];

/** Reads the inode at `place` of the inode table. `malformed`: of no known type; `truncated`: beyond the input. */
export function readInode(metadata: Metadata, superblock: Superblock, place: MetadataPlace): Inode {
  const at = superblock.inodeTable + place.block;
  if (at >= superblock.directoryTable) throw new DecodeError('malformed', 'inode outside its table', at);
  const cursor = metadata.cursor(at, place.offset);
  const layouts = inodeLayouts[superblock.major];
  const little = superblock.endianness === 'little';
  const head = cursor.copy().take(layouts.headBytes);
  const stored = readBitField(head, layouts.type, little);
  // Version 1 has 4-bit ids: the upper bits of the uid index are folded into the type, which counts 1 to 5 again and again.
  const number = superblock.major === 1 && stored > 0 ? ((stored - 1) % 5) + 1 : stored;
  const layout = layouts.bodies[number];
  if (layout === undefined) throw new DecodeError('malformed', `inode of type ${stored}`, at);
  const body = cursor.take(layout.bytes);
  const field = (name: InodeField): number => {
    const where: BitField | undefined = layout.fields[name];
    return where === undefined ? 0 : readBitField(body, where, little);
  };
  const type = basicTypes[number === 0 ? field('ipcType') - 1 : (number - 1) % 7];
  if (type === undefined) throw new DecodeError('malformed', 'inode of no type', at);
  const gid = readBitField(body, layouts.gid, little);
  const upperUid = superblock.major !== 1 ? 0 : number === 0 ? field('ipcOffset') : Math.floor((stored - 1) / 5);
  return {
    type,
    mode: readBitField(body, layouts.mode, little) & 0o7777,
    uid: upperUid * 16 + readBitField(body, layouts.uid, little),
    gid: gid === layouts.sameGid ? null : gid,
    size: type === 'file' || type === 'directory' ? field('size') : 0,
    start: field('start'),
    fragment: layout.fields.fragment === undefined ? NO_FRAGMENT : field('fragment'),
    offset: field('offset'),
    target: type === 'symlink' ? takeTarget(cursor, field('size')) : null,
    blockList: type === 'file' ? cursor : null,
  };
}

function takeTarget(cursor: MetadataCursor, size: number): Uint8Array {
  if (size > MAX_TARGET) throw new DecodeError('malformed', `a link target of ${size} bytes`);
  return cursor.take(size);
}
