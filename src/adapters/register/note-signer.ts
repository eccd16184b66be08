import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { closeSync, fchmodSync, fstatSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { asDecodeError } from '../../foundation/decode-error.ts';
import { UserError } from '../../foundation/user-error.ts';
import { type KeyRole, type VerifierKey, verifierKey } from '../../register/verifier-key.ts';
import { registerTools } from './register-tools.ts';

/** Signs notes as one key; the private half is not to be seen from here. */
export type NoteSigner = { readonly key: VerifierKey; readonly sign: (message: Uint8Array) => Uint8Array };

/** Makes an Ed25519 key and writes it as PKCS #8 PEM, for its owner only (mode 600). An existing file is left alone: `REGISTER_KEY_EXISTS`. */
export function createKeyFile(path: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UserError('REGISTER_KEY_EXISTS', 'there is such a file already', path, 'name another one; a key is never overwritten');
  }
  try {
    fchmodSync(file, 0o600);
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Reads a key for the name and role that it signs under. A file that others may read is refused: `REGISTER_KEY_OPEN`. */
export async function loadSigner(path: string, name: string, role: KeyRole): Promise<NoteSigner> {
  const privateKey = readKey(path);
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = await namedKey(name, role, new Uint8Array(Buffer.from(jwk.x ?? '', 'base64url')));
  return { key, sign: (message) => new Uint8Array(sign(null, message, privateKey)) };
}

async function namedKey(name: string, role: KeyRole, publicKey: Uint8Array): Promise<VerifierKey> {
  try {
    return await verifierKey(name, role, publicKey, registerTools.digest);
  } catch (error) {
    throw new UserError('REGISTER_NAME', asDecodeError(error).message, name, 'a name has no spaces and no +, such as register.example/iqs');
  }
}

function readKey(path: string): KeyObject {
  const file = openSync(path, 'r');
  try {
    const { mode } = fstatSync(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new UserError('REGISTER_KEY_OPEN', 'others may read this private key', path, 'chmod 600 it, and think about who has read it');
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('another kind of key');
    return key;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('REGISTER_KEY', 'not an Ed25519 private key in PKCS #8 PEM', path, 'make one with iqs register init');
  } finally {
    closeSync(file);
  }
}
