import type { Membership } from '../../model/organisation.ts';

/** Who a request's session belongs to. */
export type Visitor = {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly memberships: readonly Membership[];
  /** Held, but closed until the visitor signs in with a second factor. */
  readonly withheld: readonly Membership[];
  readonly secondFactor: boolean;
  readonly passkeys: readonly { readonly id: string; readonly name: string; readonly at: string }[];
  /** Organisations that the person declared to work for or to have advised within two years. */
  readonly ties: readonly string[];
};

/** `Set-Cookie` values that the answer must carry. */
type Cookies = { readonly cookies: readonly string[] };

/** What a step of signing in came to. A code of a refusal is told by `portal.refusal.<code>`. */
export type SignInStep =
  | (Cookies & { readonly outcome: 'done' | 'second-factor' })
  | (Cookies & { readonly outcome: 'go'; readonly address: string })
  | { readonly outcome: 'refused'; readonly code: string };

export type Session = { readonly id: string; readonly device: string; readonly at: string; readonly current: boolean };

export type Invitation = {
  readonly organisation: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly isKnown: boolean;
};

/** What the pages need of signing in; every call is given the request's headers, where the session is. */
export type SignInPort = {
  visitor(headers: Headers): Promise<Visitor | null>;
  password(headers: Headers, input: { readonly email: string; readonly password: string }): Promise<SignInStep>;
  /** The six digits of an authenticator, or a recovery code. */
  code(headers: Headers, code: string): Promise<SignInStep>;
  /** Options of a WebAuthn ceremony as JSON; `decision`: the challenge is bound to the document's digest. */
  passkeyOptions(
    headers: Headers,
    use: { readonly for: 'sign-in' | 'enrol' } | { readonly for: 'decision'; readonly document: string },
  ): Promise<Cookies & { readonly options: unknown }>;
  passkey(headers: Headers, assertion: string): Promise<SignInStep>;
  addPasskey(headers: Headers, input: { readonly name: string; readonly attestation: string }): Promise<SignInStep>;
  removePasskey(headers: Headers, id: string): Promise<SignInStep>;
  /** By the domain of the address. */
  organisation(headers: Headers, email: string): Promise<SignInStep>;
  /** Sends a link, whether the address is known or not. */
  forgot(headers: Headers, email: string): Promise<void>;
  reset(headers: Headers, input: { readonly token: string; readonly password: string }): Promise<SignInStep>;
  invitation(token: string): Promise<Invitation | null>;
  accept(headers: Headers, input: { readonly token: string; readonly name: string; readonly password: string }): Promise<SignInStep>;
  /** Begins a second factor: what the authenticator reads. Confirmed by `confirmSecondFactor`. */
  beginSecondFactor(headers: Headers, password: string): Promise<{ readonly uri: string; readonly recovery: readonly string[] } | null>;
  confirmSecondFactor(headers: Headers, code: string): Promise<SignInStep>;
  /** Whether the person is there now: what a signature under a decision asks for. */
  confirmPresence(
    headers: Headers,
    proof:
      | { readonly method: 'second-factor'; readonly code: string }
      | { readonly method: 'passkey'; readonly document: string; readonly assertion: string },
  ): Promise<boolean>;
  sessions(headers: Headers): Promise<readonly Session[]>;
  endSession(headers: Headers, id: string): Promise<void>;
  declareTies(headers: Headers, ties: readonly string[]): Promise<void>;
  leave(headers: Headers): Promise<Cookies>;
};
