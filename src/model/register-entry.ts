import type { LabelClaims } from './label-claims.ts';

/** A public key as the register and the trust list name it (RFC 7517; kid: RFC 7638 thumbprint, base64url). */
export type PublicJwk = { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };

/** A module's statement: no letter, but what it satisfies and under which conditions. */
export type ComponentSummary = {
  readonly name: string;
  readonly maker: string;
  readonly criteria: readonly string[];
  readonly conditions: readonly string[];
};

/** What can happen to a label, a component statement, a scheme or a key. A closed world: a label's status is a fold over these. */
export type RegisterEvent =
  | {
      readonly event: 'issued';
      readonly number: string;
      readonly issuer: string;
      readonly claims: LabelClaims;
      /** SHA-256 of the credential's bytes and of the printed statement's, lower-case hex. */
      readonly credential: string;
      readonly printed: string;
      /** Thumbprint of the key that signed both. */
      readonly kid: string;
    }
  | {
      readonly event: 'component-issued';
      readonly number: string;
      readonly issuer: string;
      readonly component: ComponentSummary;
      readonly credential: string;
      readonly kid: string;
      readonly validUntil: string;
    }
  | { readonly event: 'suspended'; readonly number: string; readonly reason: string }
  | { readonly event: 'reinstated'; readonly number: string; readonly reason: string }
  | {
      /** A newer statement with a lower letter takes the place of the one before, under the same number. */
      readonly event: 'reduced';
      readonly number: string;
      readonly reason: string;
      readonly claims: LabelClaims;
      readonly credential: string;
      readonly printed: string;
      readonly kid: string;
    }
  | { readonly event: 'withdrawn'; readonly number: string; readonly reason: string }
  | { readonly event: 'expired'; readonly number: string }
  | {
      /** A version that the certificate covers from now on. */
      readonly event: 'version-added';
      readonly number: string;
      readonly part: string;
      readonly version: string;
      readonly hardware: string | null;
      readonly digests: readonly string[];
      /** True: who runs an earlier version should update now. */
      readonly security: boolean;
    }
  | { readonly event: 'scheme-published'; readonly scheme: string; readonly vintage: string; readonly digest: string }
  | { readonly event: 'key-added'; readonly issuer: string; readonly kid: string; readonly jwk: PublicJwk }
  | { readonly event: 'key-retired'; readonly kid: string }
  | { readonly event: 'key-compromised'; readonly kid: string; readonly reason: string };

/** One leaf of the log. Its bytes are canonical JSON without spaces; never edited, never removed. */
export type RegisterEntry = RegisterEvent & {
  /** RFC 3339 instant in UTC, whole seconds, at which it was appended. */
  readonly at: string;
};
