import type { TrustedIssuer } from '../credential/trust-list.ts';
import type { Platform } from '../credential/verify/platform.ts';
import type { TrustList } from '../credential/verify/verify-trust-list.ts';
import type { LabelClaims } from '../model/label-claims.ts';
import type { IssueRequest } from './issue-request.ts';
import type { LabelArtwork } from './label-artwork.ts';
import type { LabelToSign } from './label-to-sign.ts';
import type { SignedLabel } from './sign-label.ts';

/**
 * A label as it will be, before any real key touched it: the exact bytes to sign, and the same signed with a key made for this once and thrown away, with artwork, so
 * that every rule looks at the real thing (as certificate authorities lint a certificate of a throw-away key).
 */
export type Prepared = {
  readonly request: IssueRequest;
  readonly claims: LabelClaims;
  readonly issuer: TrustedIssuer;
  readonly toSign: LabelToSign;
  readonly trial: {
    readonly toSign: LabelToSign;
    readonly signed: SignedLabel;
    /** Lists the throw-away key as the issuer's only one. */
    readonly trust: TrustList;
    readonly artwork: readonly LabelArtwork[];
  };
  readonly platform: Platform;
};
