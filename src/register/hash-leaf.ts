import type { Sha256 } from './merkle-hash.ts';

let scratch = new Uint8Array(4096);

/** `leafHash` for whoever hashes many: one scratch buffer serves all entries, for the digest is synchronous (RFC 6962, 2.1). */
export function hashLeaf(sha256: Sha256, entry: Uint8Array): Uint8Array {
  if (entry.length >= scratch.length) scratch = new Uint8Array(entry.length + 1);
  scratch.set(entry, 1);
  return sha256(scratch.subarray(0, entry.length + 1));
}
