import { DecodeError } from '../foundation/decode-error.ts';
import { hex } from '../foundation/hex.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { Digest } from './merkle-hash.ts';
import { isKeyName, noteBytes } from './signed-note.ts';

/** What a key signs: `log` checkpoints (type 0x01, Ed25519), `witness` cosignatures (type 0x04, timestamped Ed25519). */
export type KeyRole = 'log' | 'witness';

/** A public key with its name and key id (C2SP signed-note, verifier keys). */
export type VerifierKey = { readonly name: string; readonly role: KeyRole; readonly keyId: string; readonly publicKey: Uint8Array };

const types: Readonly<Record<KeyRole, number>> = { log: 0x01, witness: 0x04 };
const ed25519Length = 32;

/** A key of which the raw Ed25519 public half is known. */
export async function verifierKey(name: string, role: KeyRole, publicKey: Uint8Array, digest: Digest): Promise<VerifierKey> {
  if (!isKeyName(name) || publicKey.length !== ed25519Length) throw new DecodeError('malformed', 'no such name or key');
  const keyId = hex((await digest(new Uint8Array([...noteBytes(`${name}\n`), types[role], ...publicKey]))).subarray(0, 4));
  return { name, role, keyId, publicKey };
}

/** `NAME+KEY-ID+base64(TYPE ‖ PUBLIC-KEY)`, as keys are published. */
export const formatVerifierKey = ({ name, role, keyId, publicKey }: VerifierKey): string =>
  `${name}+${keyId}+${encodeBase64(new Uint8Array([types[role], ...publicKey]))}`;

/** Strict: a key id that does not belong to name, type and key is `malformed`; a type that is neither log nor witness `unsupported`. */
export async function parseVerifierKey(text: string, digest: Digest): Promise<VerifierKey> {
  const [, name = '', keyId, encoded = ''] = /^([^+]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,400})$/.exec(text) ?? [];
  const bytes = decodeBase64(encoded);
  const role = bytes[0] === types.log ? 'log' : bytes[0] === types.witness ? 'witness' : null;
  if (bytes.length === 0) throw new DecodeError('malformed', 'not a verifier key');
  if (role === null) throw new DecodeError('unsupported', `a key of type ${bytes[0]}`);
  const key = await verifierKey(name, role, bytes.subarray(1), digest);
  if (key.keyId !== keyId) throw new DecodeError('malformed', `the key id is ${key.keyId}`);
  return key;
}
