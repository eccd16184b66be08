import { base64url } from '../../foundation/base64url.ts';
import type { PublicJwk } from '../../model/register-entry.ts';
import { Refusal } from '../refusal.ts';
import type { Platform, PlatformKey } from './platform.ts';

const utf8 = new TextEncoder();
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const scheme = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A public key ready to verify with; `MALFORMED` where it is no point of the curve. */
export async function importEs256({ subtle }: Platform, jwk: PublicJwk): Promise<PlatformKey> {
  try {
    return await subtle.importKey('jwk', { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }, curve, false, ['verify']);
  } catch {
    throw new Refusal('MALFORMED', 'a key that is no point of P-256');
  }
}

/** Key id of a public key: its RFC 7638 thumbprint, base64url. */
export async function keyId({ subtle }: Platform, { crv, kty, x, y }: PublicJwk): Promise<string> {
  return base64url(new Uint8Array(await subtle.digest('SHA-256', utf8.encode(JSON.stringify({ crv, kty, x, y })))));
}

/** Throws `BAD_SIGNATURE` unless the 64 bytes of `signature` are one of `data` by the key. */
export async function mustVerify(
  { subtle }: Platform,
  key: PlatformKey,
  signature: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Promise<void> {
  if (!(await subtle.verify(scheme, key, signature, data)))
    throw new Refusal('BAD_SIGNATURE', 'the signature is not of these bytes by this key');
}
