import { type Digest, emptyRoot, hashLength, nodeHash, sameBytes } from './merkle-hash.ts';
import { mostEntries } from './tile-path.ts';

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= mostEntries;
const half = (value: number): number => Math.floor(value / 2);
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === hashLength);

/** RFC 9162, 2.1.3.2: whether the leaf stands at `index` in the tree of `size` entries with this root. Nothing throws; everything odd is false. */
export async function verifyInclusion(
  digest: Digest,
  { index, size, leaf, proof, root }: { index: number; size: number; leaf: Uint8Array; proof: readonly Uint8Array[]; root: Uint8Array },
): Promise<boolean> {
  if (!isSize(size) || !isSize(index) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  let [at, last] = [index, size - 1];
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = await nodeHash(digest, sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = await nodeHash(digest, hash, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

/** A proof that one tree begins with another. */
export type ConsistencyClaim = {
  readonly oldSize: number;
  readonly size: number;
  readonly oldRoot: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/**
 * RFC 9162, 2.1.4.2: whether the larger tree begins with the smaller. From no entries every tree follows, with an empty proof and the root of the
 * empty tree. Nothing throws; everything odd is false.
 */
export async function verifyConsistency(digest: Digest, claim: ConsistencyClaim): Promise<boolean> {
  const { oldSize, size, oldRoot, root, proof } = claim;
  if (!isSize(oldSize) || !isSize(size) || oldSize > size || !areHashes([oldRoot, root, ...proof])) return false;
  if (oldSize === size) return proof.length === 0 && sameBytes(oldRoot, root);
  if (oldSize === 0) return proof.length === 0 && sameBytes(oldRoot, await emptyRoot(digest));
  // A complete old tree is a node of the new one: the proof leaves its root out.
  const path = Number.isInteger(Math.log2(oldSize)) ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined || proof.length === 0) return false;
  let [at, last] = [oldSize - 1, size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [oldHash, hash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldHash = await nodeHash(digest, sibling, oldHash);
      hash = await nodeHash(digest, sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else hash = await nodeHash(digest, hash, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(oldHash, oldRoot) && sameBytes(hash, root);
}
