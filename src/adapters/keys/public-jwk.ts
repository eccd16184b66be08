import type { KeyObject } from 'node:crypto';
import { UserError } from '../../foundation/user-error.ts';
import type { PublicJwk } from '../../model/register-entry.ts';

/** The public half of a P-256 key. Refuses other kinds of keys (`KEY_KIND`). `where`: for the message. */
export function publicJwk(key: KeyObject, where: string): PublicJwk {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-256' || x === undefined || y === undefined)
    throw new UserError('KEY_KIND', 'not a key of the curve P-256', where, 'labels are signed with ES256: make a P-256 key');
  return { kty, crv, x, y };
}
