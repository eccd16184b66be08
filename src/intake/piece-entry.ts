import type { Entry } from '../model/unpacked.ts';

/** A piece of an image as an entry: a file without owner or mode, whose content is at hand. */
export const pieceEntry = (at: string, path: string, bytes: Uint8Array, found: Pick<Entry, 'kind' | 'hits' | 'sha256'>): Entry => ({
  at,
  path,
  type: 'file',
  mode: null,
  uid: null,
  gid: null,
  size: bytes.length,
  target: null,
  ...found,
  read: () => bytes,
});
