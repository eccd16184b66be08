import { asDecodeError } from '../../foundation/decode-error.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { RegisterEntry } from '../../model/register-entry.ts';
import { decodeBundle } from '../../register/entry-bundle.ts';
import { hashLeaf } from '../../register/hash-leaf.ts';
import type { PlacedEntry } from '../../register/label-history.ts';
import { hashLength, sameBytes } from '../../register/merkle-hash.ts';
import { readEntry } from '../../register/read-entry.ts';
import { type RegisterReader, readBundle, readTile } from '../../register/register-reader.ts';
import { tilesOf, tileWidth, widthOf } from '../../register/tile-path.ts';
import { TreeEdge } from '../../register/tree-edge.ts';
import { type LogPolicy, type VerifiedCheckpoint, verifyCheckpoint } from '../../register/verify-checkpoint.ts';
import { registerTools } from './register-tools.ts';

const { sha256 } = registerTools;

/** What a register's own files are when they do not fit each other. */
export const damaged = (at: string, what: string): UserError =>
  new UserError('REGISTER_DAMAGED', what, at, 'run iqs register fsck; put the file back from a mirror');

/** A checkpoint that must verify; `REGISTER_MISSING` when there is none, its own code when it does not. */
export async function readHead(reader: RegisterReader, policy: LogPolicy, at: string): Promise<VerifiedCheckpoint> {
  const bytes = await reader.read('checkpoint');
  if (bytes === null)
    throw new UserError('REGISTER_MISSING', 'no checkpoint', at, 'make a register with iqs register init, or correct the place');
  const verdict = await verifyCheckpoint(bytes, policy, registerTools);
  if (verdict.ok) return verdict.checkpoint;
  throw new UserError(
    'REGISTER_UNTRUSTED',
    `${verdict.code} ${verdict.detail}`,
    at,
    "give the register's own key; if you did, keep this checkpoint and ask",
  );
}

/** The entries of a bundle, as bytes, each hashed and compared with its leaf tile. Anything amiss is `REGISTER_DAMAGED`. */
export async function readBundleEntries(reader: RegisterReader, index: number, size: number): Promise<readonly Uint8Array[]> {
  const width = widthOf(0, index, size);
  try {
    const [bundle, tile] = await Promise.all([readBundle(reader, index, size), readTile(reader, { level: 0, index }, size)]);
    if (bundle === null) throw damaged(`bundle ${index}`, 'not there');
    const entries = decodeBundle(bundle.bytes, bundle.count).slice(0, width);
    entries.forEach((entry, at) => {
      const leaf = tile.subarray(at * hashLength, (at + 1) * hashLength);
      if (!sameBytes(hashLeaf(sha256, entry), leaf)) throw damaged(`entry ${index * tileWidth + at}`, 'it does not hash to its leaf');
    });
    return entries;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code, message } = asDecodeError(error);
    if (code === 'internal') throw error;
    throw damaged(`bundle ${index}`, message);
  }
}

/** Entries by their places, which ascend; each bundle is read once. */
export async function readEntriesAt(reader: RegisterReader, places: Iterable<number>, size: number): Promise<readonly PlacedEntry[]> {
  const found: PlacedEntry[] = [];
  let [held, entries]: [number, readonly Uint8Array[]] = [-1, []];
  for (const index of places) {
    const bundle = Math.floor(index / tileWidth);
    if (bundle !== held) [held, entries] = [bundle, await readBundleEntries(reader, bundle, size)];
    found.push({ index, entry: readOwn(entries[index % tileWidth] ?? new Uint8Array(0), index) });
  }
  return found;
}

/** An entry of a log that is to be right. */
export function readOwn(bytes: Uint8Array, index: number): RegisterEntry {
  try {
    return readEntry(bytes);
  } catch (error) {
    throw damaged(`entry ${index}`, asDecodeError(error).message);
  }
}

/** The right edge as the tiles have it; it must lead to the checkpoint's root, or the log would be continued from something else. */
export async function readEdge(reader: RegisterReader, { size, root }: VerifiedCheckpoint): Promise<TreeEdge> {
  const partials: Uint8Array[] = [];
  for (let level = 0; tilesOf(level, size).full + tilesOf(level, size).partial > 0; level += 1) {
    const { full, partial } = tilesOf(level, size);
    try {
      partials.push(partial === 0 ? new Uint8Array(0) : await readTile(reader, { level, index: full }, size));
    } catch (error) {
      throw damaged(`tile ${level}/${full}`, asDecodeError(error).message);
    }
  }
  const edge = TreeEdge.resume(sha256, size, partials);
  if (!sameBytes(edge.root(), root)) throw damaged('tile', 'the right edge does not lead to the root');
  return edge;
}
