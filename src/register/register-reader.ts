import { DecodeError } from '../foundation/decode-error.ts';
import { hashLength } from './merkle-hash.ts';
import { bundlePath, type TileCoordinates, tilePath, tileWidth, widthOf } from './tile-path.ts';

/** Where the files of a register come from: a folder, a web server, memory. Null: there is no such file. Sizes are bounded by who reads. */
export type RegisterReader = { readonly read: (path: string) => Promise<Uint8Array | null> };

/** Hashes of one tile, as wide as a tree of `size` entries has it; a full tile serves where the partial one is gone (C2SP tlog-tiles). */
export async function readTile(reader: RegisterReader, at: Omit<TileCoordinates, 'width'>, size: number): Promise<Uint8Array> {
  const width = widthOf(at.level, at.index, size);
  const path = tilePath({ ...at, width });
  const bytes = (await reader.read(path)) ?? (width === tileWidth ? null : await reader.read(tilePath({ ...at, width: tileWidth })));
  if (bytes === null) throw new DecodeError('truncated', `${path} is not there`);
  const wanted = width * hashLength;
  if (bytes.length !== wanted && bytes.length !== tileWidth * hashLength)
    throw new DecodeError('malformed', `${path} has ${bytes.length} bytes`);
  return bytes.subarray(0, wanted);
}

/** A bundle's bytes, and how many entries it must have: its own width, or 256 where only the full one is left. Null: not there. */
export async function readBundle(
  reader: RegisterReader,
  index: number,
  size: number,
): Promise<{ readonly bytes: Uint8Array; readonly count: number } | null> {
  const width = widthOf(0, index, size);
  const bytes = await reader.read(bundlePath(index, width));
  if (bytes !== null) return { bytes, count: width };
  const full = width === tileWidth ? null : await reader.read(bundlePath(index, tileWidth));
  return full === null ? null : { bytes: full, count: tileWidth };
}
