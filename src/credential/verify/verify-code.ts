import { hex } from '../../foundation/hex.ts';
import { decodeCoseSign1, signedBytes } from '../cose-sign1.ts';
import { isLowS } from '../low-s.ts';
import { longestStatement, printedCode, splitCode } from '../printed-code.ts';
import { decodePrinted, type PrintedClaims } from '../printed-statement.ts';
import { Refusal } from '../refusal.ts';
import type { TrustedIssuer } from '../trust-list.ts';
import { mustVerify } from './es256.ts';
import { mustBeAllowed } from './must-be-allowed.ts';
import type { Platform } from './platform.ts';
import { orRefused, type Refused } from './refused.ts';
import type { TrustList } from './verify-trust-list.ts';

declare const verified: unique symbol;
/** A printed statement that an issuer of the trust list signed, unaltered; only `verifyCode` makes one. */
export type GenuineCode = {
  readonly outcome: 'genuine';
  readonly claims: PrintedClaims;
  readonly issuer: TrustedIssuer;
  readonly kid: string;
  /** The signed statement, of whose digest the register speaks. */
  readonly statement: Uint8Array;
  readonly [verified]: true;
};

/**
 * Verifies the text of a printed code (docs/spec/label-credential.md, Verifying a printed code). It says "issued, unaltered" and nothing of today: see `standingOf`.
 * `registeredAt`: index of the label's entry by a verified receipt; null where there is none.
 */
export async function verifyCode(
  text: string,
  trust: TrustList,
  platform: Platform,
  registeredAt: number | null = null,
): Promise<GenuineCode | Refused> {
  return orRefused(async () => {
    const { prefix, statement } = splitCode(text);
    if (statement.length > longestStatement) throw new Refusal('TOO_LONG', `a statement of more than ${longestStatement} bytes`);
    const cose = decodeCoseSign1(statement);
    if (printedCode(prefix, statement) !== text) throw new Refusal('NON_CANONICAL', 'another spelling of the text');
    const claims = decodePrinted(cose.payload);
    const known = trust.byShortKid.get(hex(cose.keyId));
    if (known === undefined) throw new Refusal('UNKNOWN_KEY', 'no issuer of the trust list has this key');
    if (!isLowS(cose.signature)) throw new Refusal('NON_CANONICAL', 'the other spelling of a signature');
    await mustVerify(platform, known.key, Uint8Array.from(cose.signature), signedBytes(cose.protectedHeader, cose.payload));
    if (prefix !== known.issuer.codePrefix) throw new Refusal('FOREIGN_ADDRESS', `${prefix} is not where this issuer's codes point`);
    mustBeAllowed(known, claims, registeredAt);
    return { outcome: 'genuine', claims, issuer: known.issuer, kid: known.listed.kid, statement } as unknown as GenuineCode;
  });
}
