import type { AttemptLimits } from './attempt-limits.ts';
import type { MailMessage, SignInConfig } from './sign-in-config.ts';

/** What the library is put together from. */
export type AuthParts = {
  readonly config: SignInConfig;
  readonly limits: AttemptLimits;
  readonly knownPasswords: ReadonlySet<string>;
  /** Sends after the answer went out: its time tells nothing of the account. */
  readonly post: (message: MailMessage) => void;
};
