import { DecodeError } from '../../foundation/decode-error.ts';
import { type BitField, readBitField } from './bit-field.ts';
import type { Inode } from './inode.ts';
import type { Metadata } from './metadata.ts';
import type { MetadataPlace, Superblock } from './superblock.ts';

/** A name in a directory and where its inode stands. */
export type DirectoryEntry = { readonly name: Uint8Array; readonly inode: MetadataPlace };

type ListingLayout = {
  readonly headerBytes: number;
  readonly count: BitField;
  readonly start: BitField;
  readonly entryBytes: number;
  readonly offset: BitField;
  readonly nameSize: BitField;
  /** What the listing's size counts on top of the listing: for `.` and `..`, which are not stored. */
  readonly excess: number;
};

const version1And2: ListingLayout = {
  headerBytes: 4,
  count: [0, 8],
  start: [8, 24],
  entryBytes: 3,
  offset: [0, 13],
  nameSize: [16, 8],
  excess: 0,
};
const version3: ListingLayout = { ...version1And2, headerBytes: 9, start: [8, 32], entryBytes: 5, excess: 3 };
const version4: ListingLayout = {
  headerBytes: 12,
  count: [0, 32],
  start: [32, 32],
  entryBytes: 8,
  offset: [0, 16],
  nameSize: [48, 16],
  excess: 3,
};
const layouts: Readonly<Record<1 | 2 | 3 | 4, ListingLayout>> = { 1: version1And2, 2: version1And2, 3: version3, 4: version4 };

/** A header stands before at most 256 entries whose inodes share a metadata block. */
const MAX_RUN = 256;

/** Yields a directory's entries as they are read, so that those before a damage are had. `malformed`: not a listing. */
export function* listDirectory(metadata: Metadata, superblock: Superblock, directory: Inode): Generator<DirectoryEntry> {
  const layout = layouts[superblock.major];
  const little = superblock.endianness === 'little';
  const cursor = metadata.cursor(superblock.directoryTable + directory.start, directory.offset);
  let left = directory.size - layout.excess;
  while (left > 0) {
    const header = cursor.take(layout.headerBytes);
    const run = readBitField(header, layout.count, little) + 1;
    if (run > MAX_RUN) throw new DecodeError('malformed', `${run} entries under one directory header`);
    const block = readBitField(header, layout.start, little);
    left -= layout.headerBytes;
    for (let index = 0; index < run && left > 0; index += 1) {
      const entry = cursor.take(layout.entryBytes);
      const nameSize = readBitField(entry, layout.nameSize, little) + 1;
      if (nameSize > 256) throw new DecodeError('malformed', `a name of ${nameSize} bytes`);
      left -= layout.entryBytes + nameSize;
      yield { name: cursor.take(nameSize), inode: { block, offset: readBitField(entry, layout.offset, little) } };
    }
  }
}
