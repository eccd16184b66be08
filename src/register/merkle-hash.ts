/** SHA-256, given by the platform: 32 bytes. Synchronous where a tree is made. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** SHA-256 where a proof is checked: node:crypto's, or WebCrypto's, which answers later. */
export type Digest = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export const hashLength = 32;

/** RFC 6962, 2.1: the hash of a leaf, `0x00` before the entry. */
export function leafHash<Hash>(digest: (bytes: Uint8Array) => Hash, entry: Uint8Array): Hash {
  const bytes = new Uint8Array(1 + entry.length);
  bytes.set(entry, 1);
  return digest(bytes);
}

/** RFC 6962, 2.1: the hash of a node, `0x01` before its children. A leaf can never be taken for a node. */
export function nodeHash<Hash>(digest: (bytes: Uint8Array) => Hash, left: Uint8Array, right: Uint8Array): Hash {
  const bytes = new Uint8Array(1 + 2 * hashLength);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + hashLength);
  return digest(bytes);
}

/** RFC 6962, 2.1: the root of a tree without entries. */
export const emptyRoot = <Hash>(digest: (bytes: Uint8Array) => Hash): Hash => digest(new Uint8Array(0));

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
