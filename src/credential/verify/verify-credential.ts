import { hex } from '../../foundation/hex.ts';
import type { LabelClaims } from '../../model/label-claims.ts';
import { readJws } from '../jws.ts';
import { claimsBytes, longestCredential, readCredentialPayload } from '../label-credential.ts';
import type { PrintedClaims } from '../printed-statement.ts';
import { Refusal } from '../refusal.ts';
import type { TrustedIssuer } from '../trust-list.ts';
import { mustVerify } from './es256.ts';
import { mustBeAllowed } from './must-be-allowed.ts';
import type { Platform } from './platform.ts';
import { orRefused, type Refused } from './refused.ts';
import type { TrustList } from './verify-trust-list.ts';

declare const verified: unique symbol;
/** A credential that an issuer of the trust list signed, unaltered; only `verifyCredential` makes one. */
export type GenuineCredential = {
  readonly outcome: 'genuine';
  readonly claims: LabelClaims;
  readonly issuer: TrustedIssuer;
  readonly kid: string;
  readonly claimsDigest: string;
  readonly [verified]: true;
};

export type CredentialOptions = {
  readonly registeredAt?: number | null;
  /** The printed claims of the label at hand: the credential must be of the same label (`WRONG_PRODUCT` otherwise). */
  readonly printed?: PrintedClaims | null;
};

/** Verifies a credential in JWT form (docs/spec/label-credential.md, Verifying a credential). It says "issued, unaltered" and nothing of today: see `standingOf`. */
export async function verifyCredential(
  text: string,
  trust: TrustList,
  platform: Platform,
  { registeredAt = null, printed = null }: CredentialOptions = {},
): Promise<GenuineCredential | Refused> {
  return orRefused(async () => {
    const jws = readJws(text, 'vc+jwt', longestCredential);
    const known = trust.byKid.get(jws.kid);
    if (known === undefined) throw new Refusal('UNKNOWN_KEY', 'no issuer of the trust list has this key');
    await mustVerify(platform, known.key, jws.signature, jws.signed);
    const { issuer, claims } = readCredentialPayload(jws.payload);
    if (issuer !== known.issuer.id) throw new Refusal('WRONG_BODY', `signed by ${known.issuer.id} in the name of ${issuer}`);
    mustBeAllowed(known, { number: claims.number, scheme: claims.scheme.id, issuedAt: claims.issuedAt }, registeredAt);
    const claimsDigest = hex(new Uint8Array(await platform.subtle.digest('SHA-256', claimsBytes(claims))));
    if (printed !== null && (printed.number !== claims.number || printed.claimsDigest !== claimsDigest))
      throw new Refusal('WRONG_PRODUCT', 'the code is of another label than the credential');
    return { outcome: 'genuine', claims, issuer: known.issuer, kid: known.listed.kid, claimsDigest } as unknown as GenuineCredential;
  });
}
