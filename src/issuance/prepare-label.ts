import { claimsBytes } from '../credential/label-credential.ts';
import type { TrustedIssuer } from '../credential/trust-list.ts';
import type { Platform } from '../credential/verify/platform.ts';
import { trustOnly } from '../credential/verify/trust-only.ts';
import type { Signer } from '../model/signer.ts';
import { claimsOf } from './claims-of.ts';
import { type Drawing, drawArtwork } from './draw-artwork.ts';
import type { IssueRequest } from './issue-request.ts';
import { labelToSign } from './label-to-sign.ts';
import type { Prepared } from './prepared.ts';
import { signLabel } from './sign-label.ts';

export type Preparing = {
  readonly issuer: TrustedIssuer;
  /** Thumbprint of the key that will sign. */
  readonly kid: string;
  /** A key made for this once. */
  readonly throwAway: Signer;
  readonly platform: Platform;
  readonly drawing: Drawing;
};

/** The first step of issuing: everything as it will be, by a throw-away key. Refuses what `claimsOf` refuses. */
export async function prepareLabel(request: IssueRequest, number: string, preparing: Preparing): Promise<Prepared> {
  const { issuer, kid, throwAway, platform, drawing } = preparing;
  const claims = claimsOf(request, number);
  const digest = new Uint8Array(await platform.subtle.digest('SHA-256', claimsBytes(claims)));
  const trialToSign = labelToSign(claims, digest, throwAway.kid, issuer);
  const signed = await signLabel(trialToSign, issuer.codePrefix, throwAway);
  return {
    request,
    claims,
    issuer,
    toSign: labelToSign(claims, digest, kid, issuer),
    trial: {
      toSign: trialToSign,
      signed,
      trust: await trustOnly(issuer, throwAway.jwk, platform),
      artwork: drawArtwork(claims, issuer, signed.code, drawing),
    },
    platform,
  };
}
