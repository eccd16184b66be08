import { componentPayload } from '../credential/component-credential.ts';
import { jwsSigningInput } from '../credential/jws.ts';
import type { TrustedIssuer } from '../credential/trust-list.ts';
import type { Platform } from '../credential/verify/platform.ts';
import { trustOnly } from '../credential/verify/trust-only.ts';
import type { TrustList } from '../credential/verify/verify-trust-list.ts';
import type { StatementDocument } from '../model/component-statement.ts';
import type { Scheme } from '../model/scheme.ts';
import type { Signer } from '../model/signer.ts';
import { type ComponentRequest, documentOf } from './component-request.ts';
import { signJws } from './sign-jws.ts';

export type ComponentPreparing = {
  readonly issuer: TrustedIssuer;
  /** Thumbprint of the key that will sign. */
  readonly kid: string;
  /** A key made for this once. */
  readonly throwAway: Signer;
  readonly platform: Platform;
  /** The schemes there are, and the ids of the probes that can look at a condition. */
  readonly schemes: readonly Scheme[];
  readonly probes: readonly string[];
};

/** A component statement as it will be, before any real key touched it: the exact bytes to sign, and the same signed with a key made for this once and thrown away. */
export type PreparedComponent = ComponentPreparing & {
  readonly statement: StatementDocument;
  readonly issuedAt: string;
  /** Header and payload of the credential. */
  readonly toSign: string;
  readonly trial: { readonly credential: string; readonly trust: TrustList };
};

/** The first step of issuing a component statement. */
export async function prepareComponent(
  request: ComponentRequest,
  number: string,
  preparing: ComponentPreparing,
): Promise<PreparedComponent> {
  const { issuer, kid, throwAway, platform } = preparing;
  const statement = documentOf(request, number);
  const payload = componentPayload(statement, request.issuedAt, issuer.id, issuer.statusLists);
  return {
    ...preparing,
    statement,
    issuedAt: request.issuedAt,
    toSign: jwsSigningInput('vc+jwt', kid, payload),
    trial: {
      credential: await signJws(jwsSigningInput('vc+jwt', throwAway.kid, payload), throwAway),
      trust: await trustOnly(issuer, throwAway.jwk, platform),
    },
  };
}
