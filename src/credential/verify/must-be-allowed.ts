import { trainingScheme } from '../../model/training-scheme.ts';
import { numberParts } from '../number-parts.ts';
import { Refusal } from '../refusal.ts';
import type { KnownKey } from './verify-trust-list.ts';

export type Issued = { readonly number: string; readonly scheme: string; readonly issuedAt: string };

/**
 * Whether the key may have signed this label then. Refused: `KEY_OUT_OF_TERM`; `KEY_COMPROMISED` unless the register shows the label at an entry before the one that
 * recorded the compromise (`registeredAt`: index of its entry by a verified receipt), for who holds a stolen key can date back; `WRONG_BODY` for another body's number;
 * `TRAINING_MISMATCH` for a training issuer's label under another scheme, or another issuer's under the training scheme.
 */
export function mustBeAllowed({ issuer, listed }: KnownKey, { number, scheme, issuedAt }: Issued, registeredAt: number | null): void {
  if (issuedAt < listed.from || issuedAt > listed.until)
    throw new Refusal('KEY_OUT_OF_TERM', `issued ${issuedAt}, key from ${listed.from} until ${listed.until}`);
  if (listed.compromised !== null && (registeredAt === null || registeredAt >= listed.compromised.index))
    throw new Refusal('KEY_COMPROMISED', `key compromised, recorded ${listed.compromised.at}`);
  if (numberParts(number).body !== issuer.body) throw new Refusal('WRONG_BODY', `number ${number} of issuer ${issuer.body}`);
  if ((scheme === trainingScheme) !== issuer.training) throw new Refusal('TRAINING_MISMATCH', `scheme ${scheme}`);
}
