import { type ComponentContent, longestComponent, readComponentPayload } from '../component-credential.ts';
import { readJws } from '../jws.ts';
import { Refusal } from '../refusal.ts';
import type { TrustedIssuer } from '../trust-list.ts';
import { mustVerify } from './es256.ts';
import { mustBeAllowed } from './must-be-allowed.ts';
import type { Platform } from './platform.ts';
import { orRefused, type Refused } from './refused.ts';
import type { TrustList } from './verify-trust-list.ts';

declare const verified: unique symbol;
/** A component statement that an issuer of the trust list signed, unaltered; only `verifyComponent` makes one. */
export type GenuineComponent = Omit<ComponentContent, 'issuer'> & {
  readonly outcome: 'genuine';
  readonly issuer: TrustedIssuer;
  readonly kid: string;
  readonly [verified]: true;
};

/**
 * Verifies the credential of a component statement (docs/spec/component-statement.md, Verifying). It says "issued, unaltered" and nothing of today: see `standingOf`.
 * `registeredAt`: index of its entry by a verified receipt; null where there is none.
 */
export async function verifyComponent(
  text: string,
  trust: TrustList,
  platform: Platform,
  registeredAt: number | null = null,
): Promise<GenuineComponent | Refused> {
  return orRefused(async () => {
    const jws = readJws(text, 'vc+jwt', longestComponent);
    const known = trust.byKid.get(jws.kid);
    if (known === undefined) throw new Refusal('UNKNOWN_KEY', 'no issuer of the trust list has this key');
    await mustVerify(platform, known.key, jws.signature, jws.signed);
    const { issuer, statement, issuedAt, validUntil } = readComponentPayload(jws.payload);
    if (issuer !== known.issuer.id) throw new Refusal('WRONG_BODY', `signed by ${known.issuer.id} in the name of ${issuer}`);
    for (const { scheme } of statement.satisfies) mustBeAllowed(known, { number: statement.number, scheme, issuedAt }, registeredAt);
    return {
      outcome: 'genuine',
      statement,
      issuedAt,
      validUntil,
      issuer: known.issuer,
      kid: known.listed.kid,
    } as unknown as GenuineComponent;
  });
}
