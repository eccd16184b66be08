import { hash } from 'node:crypto';
import { DecodeError } from '../../foundation/decode-error.ts';
import { encodeBundle } from '../../register/entry-bundle.ts';
import { leafHash, nodeHash } from '../../register/merkle-hash.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { bundlePath, tilePath, tileWidth } from '../../register/tile-path.ts';
import { TreeEdge } from '../../register/tree-edge.ts';

export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(hash('sha256', bytes, 'buffer'));

/** RFC 6962, 2.1, word for word and without a thought for cost: the second opinion of the tree's tests. */
export function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return leafHash(sha256, leaves[0] as Uint8Array);
  const k = naiveSplit(leaves.length);
  return nodeHash(sha256, naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

const naiveSplit = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

/** RFC 6962, 2.1.1. */
export function naivePath(m: number, leaves: readonly Uint8Array[]): readonly Uint8Array[] {
  if (leaves.length <= 1) return [];
  const k = naiveSplit(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

/** RFC 6962, 2.1.2. */
export function naiveProof(m: number, leaves: readonly Uint8Array[], whole = true): readonly Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = naiveSplit(leaves.length);
  return m <= k
    ? [...naiveProof(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveProof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

/** The files of a register without checkpoint, as appending makes them: in runs of the given lengths, partial tiles of each run kept. */
export function filesOf(entries: readonly Uint8Array[], runs: readonly number[] = [entries.length]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const edge = new TreeEdge(sha256);
  let at = 0;
  for (const run of runs) {
    for (const entry of entries.slice(at, at + run)) edge.add(leafHash(sha256, entry));
    const first = Math.floor(at / tileWidth);
    at += run;
    for (const tile of [...edge.taken(), ...edge.partials()]) files.set(tilePath(tile), tile.hashes);
    for (let index = first; index * tileWidth < at; index += 1) {
      const own = entries.slice(index * tileWidth, Math.min(at, (index + 1) * tileWidth));
      files.set(bundlePath(index, own.length), encodeBundle(own));
    }
  }
  return files;
}

export const memoryReader = (files: ReadonlyMap<string, Uint8Array>): RegisterReader => ({
  read: async (path) => files.get(path) ?? null,
});

/** Test support: what a decoder did with hostile bytes; anything but an answer or a `DecodeError` that is not internal is rethrown. */
export function decodes(decode: () => unknown): boolean {
  try {
    decode();
    return true;
  } catch (error) {
    if (error instanceof DecodeError && error.code !== 'internal') return false;
    throw error;
  }
}
