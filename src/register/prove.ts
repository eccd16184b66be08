import { emptyRoot, hashLength, nodeHash, type Sha256 } from './merkle-hash.ts';
import { type RegisterReader, readTile } from './register-reader.ts';
import { tileRoot } from './tile-root.ts';

/** Hash of the complete subtree over entries `[index << height, (index + 1) << height)`. */
export type NodeAt = (height: number, index: number) => Promise<Uint8Array>;

/** Nodes of a tree of `size` entries from its tiles, each tile read once. What comes out is as good as the tiles are: a proof is verified by who gets it. */
export function nodesOf(reader: RegisterReader, size: number, sha256: Sha256): NodeAt {
  const tiles = new Map<string, Promise<Uint8Array>>();
  return async (height, index) => {
    const level = Math.floor(height / 8);
    const within = 2 ** (height - level * 8);
    const perTile = 256 / within;
    const tileIndex = Math.floor(index / perTile);
    const key = `${level}/${tileIndex}`;
    const tile = tiles.get(key) ?? readTile(reader, { level, index: tileIndex }, size);
    tiles.set(key, tile);
    const start = (index - tileIndex * perTile) * within * hashLength;
    return tileRoot(sha256, (await tile).subarray(start, start + within * hashLength));
  };
}

/** Largest power of two below `count`, which is at least 2 (RFC 6962, 2.1). */
function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** Root over entries `[start, end)`, where start lies on a power of two that is at least their count: the complete subtrees of the right edge, joined. */
async function rangeRoot(nodeAt: NodeAt, sha256: Sha256, start: number, end: number): Promise<Uint8Array> {
  const count = end - start;
  const height = Math.log2(count);
  if (Number.isInteger(height)) return nodeAt(height, start / count);
  const middle = start + split(count);
  const [left, right] = [await rangeRoot(nodeAt, sha256, start, middle), await rangeRoot(nodeAt, sha256, middle, end)];
  return nodeHash(sha256, left, right);
}

/** Root of the first `size` entries. */
export const proveRoot = async (nodeAt: NodeAt, sha256: Sha256, size: number): Promise<Uint8Array> =>
  size === 0 ? emptyRoot(sha256) : rangeRoot(nodeAt, sha256, 0, size);

/** RFC 6962, 2.1.1: hashes from the leaf's sibling up; `index` is below `size`. */
export async function proveInclusion(nodeAt: NodeAt, sha256: Sha256, index: number, size: number): Promise<readonly Uint8Array[]> {
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + split(end - start);
    const isLeft = index < middle;
    proof.push(isLeft ? await rangeRoot(nodeAt, sha256, middle, end) : await rangeRoot(nodeAt, sha256, start, middle));
    [start, end] = isLeft ? [start, middle] : [middle, end];
  }
  return proof.reverse();
}

/** RFC 6962, 2.1.2: that the tree of `size` entries begins with that of `old`; empty where there is nothing to show (0, or the same size). */
export async function proveConsistency(nodeAt: NodeAt, sha256: Sha256, old: number, size: number): Promise<readonly Uint8Array[]> {
  if (old === 0 || old === size) return [];
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size];
  // The old tree's right edge is followed down; `whole` says that what is left of it began with entry 0, so its root is known already.
  while (end !== old) {
    const middle = start + split(end - start);
    const isLeft = old <= middle;
    proof.push(isLeft ? await rangeRoot(nodeAt, sha256, middle, end) : await rangeRoot(nodeAt, sha256, start, middle));
    [start, end] = isLeft ? [start, middle] : [middle, end];
  }
  if (start !== 0) proof.push(await rangeRoot(nodeAt, sha256, start, end));
  return proof.reverse();
}
