import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { FsckTools } from '../../register/fsck.ts';

/** DER before the 32 bytes of an Ed25519 public key (RFC 8410). */
const spki = Buffer.from('302a300506032b6570032100', 'hex');

const keys = new Map<string, KeyObject>();

function keyOf(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey).toString('hex');
  const key = keys.get(name) ?? createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' });
  // Who checks registers has a handful of keys.
  if (keys.size < 100) keys.set(name, key);
  return key;
}

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** Node's SHA-256 and Ed25519 for the register's pure code. */
export const registerTools: FsckTools = {
  sha256,
  digest: sha256,
  verifyEd25519: async (publicKey, message, signature) => {
    try {
      return publicKey.length === 32 && verify(null, message, keyOf(publicKey), signature);
    } catch {
      // No point of the curve: such a key signs nothing.
      return false;
    }
  },
};
