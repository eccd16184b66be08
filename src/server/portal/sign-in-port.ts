import type { ConfirmedPresence } from '../../adapters/sign-in/confirmed-presence.ts';
import type { From } from '../../adapters/sign-in/person.ts';
import type { Membership } from '../../model/organisation.ts';

/** Who a request's session belongs to. */
export type Visitor = {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly memberships: readonly Membership[];
  /** Held, but closed until the visitor signs in with a second factor. */
  readonly withheld: readonly Membership[];
  /** An authenticator application is enrolled: what asks for a code. */
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
  /** False: the organisation's own sign-in vouches for the address. */
  readonly needsPassword: boolean;
};

/** A second factor that waits for its first code: what the authenticator reads, and the recovery codes, shown once. */
export type Enrolment =
  | (Cookies & { readonly outcome: 'begun'; readonly uri: string; readonly recovery: readonly string[] })
  | { readonly outcome: 'refused'; readonly code: string };

/** What the pages need of signing in; every call is given the request's headers, where the session is, and the address it came from. */
export type SignInPort = {
  visitor(from: From): Promise<Visitor | null>;
  password(from: From, input: { readonly email: string; readonly password: string }): Promise<SignInStep>;
  /** The six digits of an authenticator, or a recovery code. */
  code(from: From, code: string): Promise<SignInStep>;
  /** Options of a WebAuthn ceremony as JSON; `decision`: `document` is its digest in hexadecimal, and the challenge. Refused with a `UserError`. */
  passkeyOptions(
    from: From,
    use: { readonly for: 'sign-in' | 'enrol' } | { readonly for: 'decision'; readonly document: string },
  ): Promise<Cookies & { readonly options: unknown }>;
  passkey(from: From, assertion: string): Promise<SignInStep>;
  addPasskey(from: From, input: { readonly name: string; readonly attestation: string }): Promise<SignInStep>;
  removePasskey(from: From, id: string): Promise<SignInStep>;
  /** By the domain of the address; `next`: the page of ours that it leads to in the end. */
  organisation(from: From, email: string, next: string): Promise<SignInStep>;
  /** Sends a link, whether the address is known or not. */
  forgot(from: From, email: string): Promise<void>;
  reset(from: From, input: { readonly token: string; readonly password: string }): Promise<SignInStep>;
  /** Ends every other session of the person. */
  changePassword(from: From, input: { readonly current: string; readonly password: string }): Promise<SignInStep>;
  invitation(token: string): Promise<Invitation | null>;
  /** Whoever has an account signs in with its password on the way, or is signed in. */
  accept(from: From, input: { readonly token: string; readonly name: string; readonly password: string }): Promise<SignInStep>;
  /** Begins a second factor, in the place of the one there is. Confirmed by `confirmSecondFactor`. */
  beginSecondFactor(from: From, password: string): Promise<Enrolment>;
  confirmSecondFactor(from: From, code: string): Promise<SignInStep>;
  /** That the person is there now, which a signature under a decision asks for; null: nothing shows it. */
  confirmPresence(
    from: From,
    proof:
      | { readonly method: 'second-factor'; readonly code: string }
      | { readonly method: 'passkey'; readonly document: string; readonly assertion: string },
  ): Promise<ConfirmedPresence | null>;
  sessions(from: From): Promise<readonly Session[]>;
  endSession(from: From, id: string): Promise<SignInStep>;
  declareTies(from: From, ties: readonly string[]): Promise<void>;
  leave(from: From): Promise<Cookies>;
};
