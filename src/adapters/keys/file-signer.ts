import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { keyId } from '../../credential/verify/es256.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Signer } from '../../model/signer.ts';
import { nodePlatform } from '../node-platform.ts';
import { publicJwk } from './public-jwk.ts';

/** Makes a new P-256 key in a file of mode 600. Refuses a path where something stands (`KEY_EXISTS`): a key is never written over. */
export function makeKeyFile(path: string): void {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UserError('KEY_EXISTS', 'there is a file already', path, 'give another path; a key is never written over');
  }
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  fsyncSync(file);
  closeSync(file);
}

/** A signer whose key lies in a PEM file. Refused: a file that others may read (`KEY_READABLE`), that is no private key (`KEY_UNREADABLE`), or another curve's (`KEY_KIND`). */
export async function fileSigner(path: string): Promise<Signer> {
  const key = readKey(path);
  const jwk = publicJwk(createPublicKey(key), path);
  const signWith = async (bytes: Uint8Array): Promise<Uint8Array> => sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
  return { jwk, kid: await keyId(nodePlatform, jwk), sign: signWith };
}

function readKey(path: string): KeyObject {
  let text: string;
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch {
    throw new UserError('KEY_UNREADABLE', 'no such file, or a link', path, 'give the path of the key itself');
  }
  try {
    if ((fstatSync(file).mode & 0o077) !== 0 && process.platform !== 'win32')
      throw new UserError('KEY_READABLE', 'others than its owner may read it', path, `chmod 600 ${path}`);
    text = readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
  try {
    return createPrivateKey(text);
  } catch {
    throw new UserError('KEY_UNREADABLE', 'not a private key in PEM', path, 'give a PKCS#8 file without a password');
  }
}
