import { asDecodeError, DecodeError } from '../foundation/decode-error.ts';
import { decodeBundle } from './entry-bundle.ts';
import { hashLeaf } from './hash-leaf.ts';
import { hashLength, type Sha256, sameBytes } from './merkle-hash.ts';
import { readEntry } from './read-entry.ts';
import { type RegisterReader, readBundle, readTile } from './register-reader.ts';
import { tilesOf, tileWidth, widthOf } from './tile-path.ts';
import { tileRoot } from './tile-root.ts';
import { type MadeTile, TreeEdge } from './tree-edge.ts';

/** What reading a part of the log found. */
export type BundleFinding = { readonly code: 'WATCH_TILE' | 'WATCH_EDIT' | 'WATCH_ENTRY'; readonly at: string; readonly detail: string };

type Head = { readonly size: number; readonly root: Uint8Array };

/**
 * Whether these bundles hold what the root says. Tiles of level 1 and up and the right edge are made to lead to the root first; then each bundle, hashed anew,
 * must come to the hash that level 1 has of it. So a part of a log is checked against the root without reading all of it.
 */
export async function checkBundles(
  reader: RegisterReader,
  head: Head,
  bundles: Iterable<number>,
  sha256: Sha256,
): Promise<readonly BundleFinding[]> {
  const findings: BundleFinding[] = [];
  try {
    const roots = await leafTileRoots(reader, head, sha256);
    for (const index of bundles) findings.push(...(await checkBundle(reader, index, head.size, roots, sha256)));
  } catch (error) {
    const { code, message } = asDecodeError(error);
    if (code === 'internal') throw error;
    findings.push({ code: 'WATCH_TILE', at: 'tile', detail: message });
  }
  return findings;
}

/** The hashes of all leaf tiles: level 1's, once they and the right edge have led to the root. A tree over level 1 is the tree itself, two levels up. */
async function leafTileRoots(reader: RegisterReader, { size, root }: Head, sha256: Sha256): Promise<readonly Uint8Array[]> {
  const above = new TreeEdge(sha256);
  const roots: Uint8Array[] = [];
  const { full, partial } = tilesOf(1, size);
  for (let index = 0; index < full + (partial > 0 ? 1 : 0); index += 1) {
    const tile = await readTile(reader, { level: 1, index }, size);
    for (let at = 0; at < tile.length; at += hashLength) {
      roots.push(tile.slice(at, at + hashLength));
      above.add(tile.subarray(at, at + hashLength));
    }
    await compare(reader, above.taken(), size);
  }
  await compare(reader, above.partials(), size);
  const isEven = size % tileWidth === 0;
  const right = isEven ? new Uint8Array(0) : await readTile(reader, { level: 0, index: Math.floor(size / tileWidth) }, size);
  const edge = TreeEdge.resume(sha256, size, [right, ...levels(above.partials())]);
  if (!sameBytes(edge.root(), root)) throw new DecodeError('malformed', 'the tiles do not lead to the root');
  return roots;
}

/** Partial tiles by level, lowest first, an empty one where all are full. */
function levels(partials: readonly MadeTile[]): readonly Uint8Array[] {
  const top = partials.reduce((most, { level }) => Math.max(most, level), -1);
  return Array.from({ length: top + 1 }, (_, level) => partials.find((tile) => tile.level === level)?.hashes ?? new Uint8Array(0));
}

/** Tiles above level 1 as they are served, against those made of level 1. */
async function compare(reader: RegisterReader, made: readonly MadeTile[], size: number): Promise<void> {
  for (const { level, index, hashes } of made) {
    if (level === 0) continue;
    if (!sameBytes(await readTile(reader, { level: level + 1, index }, size), hashes))
      throw new DecodeError('malformed', `tile ${level + 1}/${index} is not made of the level below`);
  }
}

async function checkBundle(
  reader: RegisterReader,
  index: number,
  size: number,
  roots: readonly Uint8Array[],
  sha256: Sha256,
): Promise<readonly BundleFinding[]> {
  const width = widthOf(0, index, size);
  const edited = (detail: string): readonly BundleFinding[] => [{ code: 'WATCH_EDIT', at: `bundle ${index}`, detail }];
  const bundle = await readBundle(reader, index, size);
  if (bundle === null) return edited('not there');
  const entries = decodeOrNull(bundle.bytes, bundle.count)?.slice(0, width);
  if (entries === undefined) return edited('not a bundle of as many entries as the size demands');
  const leaves = new Uint8Array(width * hashLength);
  entries.forEach((entry, at) => leaves.set(hashLeaf(sha256, entry), at * hashLength));
  // Full: the root over its leaves is in level 1. On the right edge the leaves themselves were led to the root.
  const stated = roots[index] ?? (await readTile(reader, { level: 0, index }, size));
  if (!sameBytes(width === tileWidth ? tileRoot(sha256, leaves) : leaves, stated)) return edited('its entries do not lead to the root');
  return entries.flatMap((entry, at) => unreadable(entry, index * tileWidth + at));
}

function decodeOrNull(bytes: Uint8Array, count: number): readonly Uint8Array[] | null {
  try {
    return decodeBundle(bytes, count);
  } catch {
    return null;
  }
}

function unreadable(bytes: Uint8Array, index: number): readonly BundleFinding[] {
  try {
    readEntry(bytes);
    return [];
  } catch (error) {
    return [{ code: 'WATCH_ENTRY', at: `entry ${index}`, detail: asDecodeError(error).message }];
  }
}
