import type { ByteReader } from '../../foundation/byte-reader.ts';
import { readBitField } from './bit-field.ts';
import type { Metadata } from './metadata.ts';
import type { Superblock } from './superblock.ts';

/** Users and groups by the indices that inodes hold. */
export type OwnerIds = { readonly uids: readonly number[]; readonly gids: readonly number[] };

/**
 * Reads the id tables: before version 4 two plain arrays of 32-bit numbers, since then one table for both, in metadata behind
 * an index of absolute offsets. Throws where they cannot be read.
 */
export function readOwnerIds(input: ByteReader, metadata: Metadata, superblock: Superblock): OwnerIds {
  const { major, uidCount, uidTable, gidCount, gidTable } = superblock;
  if (major !== 4) return { uids: plainArray(input, uidTable, uidCount), gids: plainArray(input, gidTable, gidCount) };
  const ids: number[] = [];
  for (let from = 0; from < uidCount; from += 2048) {
    const count = Math.min(2048, uidCount - from);
    const block = metadata.cursor(input.u64(uidTable + (from / 2048) * 8), 0).take(count * 4);
    for (let index = 0; index < count; index += 1) ids.push(readBitField(block, [index * 32, 32], input.little));
  }
  return { uids: ids, gids: ids };
}

function plainArray(input: ByteReader, at: number, count: number): readonly number[] {
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1) ids.push(input.u32(at + index * 4));
  return ids;
}
