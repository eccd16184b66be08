import { UserError } from '../../foundation/user-error.ts';
import type { OrganisationKind } from '../../model/organisation.ts';
import type { Letter } from './letter.ts';

/** A message to a person, in plain text. */
export type MailMessage = { readonly to: string; readonly subject: string; readonly text: string };

/** Where messages go. It may fail: sign-in answers the same, so that nobody learns from it who has an account. */
export type Mail = { readonly send: (message: MailMessage) => Promise<unknown> };

/** What the journal is told. It holds no password, code, token or e-mail address. */
export type SignInEvent = {
  /** RFC 3339. */
  readonly at: string;
  /** Id of the person, or `operator`; null: nobody was signed in. */
  readonly actor: string | null;
  readonly action: SignInAction;
  /** Id of the person, organisation, token, session or provider it was done to; null where it is not known. */
  readonly target: string | null;
  /** `done`, or the code of the refusal. */
  readonly outcome: string;
  /** Of whoever asked, as the server saw it. */
  readonly address: string;
};

export type SignInAction =
  | 'sign-in'
  | 'second-factor'
  | 'sign-out'
  | 'lock-out'
  | 'password-change'
  | 'password-reset-asked'
  | 'password-reset'
  | 'factor-enrol'
  | 'factor-add'
  | 'factor-remove'
  | 'recovery-codes'
  | 'presence'
  | 'organisation-create'
  | 'invitation'
  | 'invitation-accept'
  | 'role-change'
  | 'member-remove'
  | 'session-revoke'
  | 'token-create'
  | 'token-revoke'
  | 'provider-register'
  | 'provider-domain';

export type Audit = (event: SignInEvent) => Promise<void>;

export type SignInConfig = {
  /** Origin under which browsers reach the server: `https://iqs.example`. Cookies are `__Host-` ones when it is https. */
  readonly baseUrl: string;
  /** At least 32 bytes from a random generator: `openssl rand -base64 32`. */
  readonly secret: string;
  /** Shown by authenticator applications. */
  readonly productName: string;
  readonly mail: Mail;
  /** The words of a message, in the language of the person (null: not known). */
  readonly write: (letter: Letter, language: string | null) => Omit<MailMessage, 'to'>;
  readonly audit: Audit;
  /** Passwords that anybody can look up (catalogue/tables/known-logins.tsv). */
  readonly knownPasswords: readonly string[];
  /** Origins of identity providers inside the operator's network; any other must be publicly routable (against server-side request forgery). */
  readonly internalIssuers?: readonly string[];
  /** A session that nobody uses ends after this many minutes. Default 30. */
  readonly idleMinutes?: number;
  /** A session ends this many hours after it began, used or not. Default 12. */
  readonly longestHours?: number;
  /** Kinds of organisations whose roles a password alone opens. Default: none. */
  readonly withoutSecondFactor?: readonly OrganisationKind[];
  /** Of attempts from one address in 15 minutes. Default 60. */
  readonly attemptsPerAddress?: number;
};

const leastSecretBytes = 32;
const leastDifferentCharacters = 12;

/** `SECRET_WEAK`: shorter than 32 bytes, or plainly no random text. `BASE_URL_INVALID`: no origin; or http that is not this machine's own. */
export function checkConfig({ secret, baseUrl }: Pick<SignInConfig, 'secret' | 'baseUrl'>): void {
  if (Buffer.byteLength(secret) < leastSecretBytes || new Set(secret).size < leastDifferentCharacters) {
    throw new UserError('SECRET_WEAK', 'the secret of the sessions is too easy to guess', 'secret', 'take one of: openssl rand -base64 32');
  }
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  const local = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || url.origin !== baseUrl || !(url.protocol === 'https:' || local)) {
    throw new UserError(
      'BASE_URL_INVALID',
      `'${baseUrl}' is not an origin that sessions are safe on`,
      'base URL',
      'give https://host without a path; http is for localhost',
    );
  }
}
