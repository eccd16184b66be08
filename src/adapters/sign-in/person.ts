import type { Membership, Role } from '../../model/organisation.ts';

/** Whoever asks, as far as the session or token they asked with goes. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** A tag of the catalogue; null: never chosen. */
  readonly language: string | null;
  /** What this session or token may act for. Those of laboratories and bodies are here only if it was signed in with a second factor. */
  readonly memberships: readonly Membership[];
  /** Held, but closed to this session until it is signed in with a second factor. */
  readonly withheld: readonly Membership[];
  /** An authenticator application or a passkey is enrolled. */
  readonly secondFactor: boolean;
  /** An authenticator application is enrolled. */
  readonly authenticator: boolean;
  /** This session, or the one the token was made in, was signed in with it. */
  readonly strong: boolean;
  readonly via: 'session' | 'token';
  /** Of a token; null: a session, which may do all its person may. */
  readonly scopes: readonly string[] | null;
};

/** What came with a request: its headers, and the address it came from. */
export type From = { readonly headers: Headers; readonly address: string };

/** What a token may act as, where it is for one seat only. */
export type TokenSeat = { readonly organisation: string; readonly role: Role };
