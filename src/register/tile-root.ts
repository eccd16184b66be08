import { hashLength, type Sha256 } from './merkle-hash.ts';

const scratch = new Uint8Array(1 + 2 * hashLength);
scratch[0] = 1;

/**
 * Root of the complete subtree over a run of hashes, `2^k` of them, one behind the other. One scratch node serves all: the digest is
 * synchronous, and this runs for every hash of a register.
 */
export function tileRoot(sha256: Sha256, hashes: Uint8Array): Uint8Array {
  let row = hashes;
  while (row.length > hashLength) {
    const above = new Uint8Array(row.length / 2);
    for (let at = 0; at < row.length; at += 2 * hashLength) {
      scratch.set(row.subarray(at, at + 2 * hashLength), 1);
      above.set(sha256(scratch), at / 2);
    }
    row = above;
  }
  return row;
}
