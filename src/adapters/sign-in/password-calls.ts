import type { Outcome } from './outcome.ts';
import { ask, type Parts } from './parts.ts';
import type { From } from './person.ts';

/** `second-factor`: the password is right and the cookies hold a challenge for `verifyTotp` or `verifyRecoveryCode`, five minutes long; nobody is signed in yet. */
export type PasswordAccepted = { readonly next: 'signed-in' | 'second-factor' };

export type PasswordCalls = {
  /** `CREDENTIALS_WRONG` for a wrong password and for an address nobody has, after the same time. */
  readonly signInWithPassword: (from: From, email: string, password: string) => Promise<Outcome<PasswordAccepted>>;
  readonly signOut: (from: From) => Promise<Outcome<unknown>>;
  /** Always done, whether the address is known or not. */
  readonly forgotPassword: (from: From, email: string) => Promise<Outcome<unknown>>;
  /** Ends every session of the person. The second factor stays as it was. */
  readonly resetPassword: (from: From, token: string, newPassword: string) => Promise<Outcome<unknown>>;
  /** Ends every other session of the person. */
  readonly changePassword: (from: From, currentPassword: string, newPassword: string) => Promise<Outcome<unknown>>;
  /** Where to send the browser for the identity provider of an address's domain; `returnTo`: a path of ours; `errorTo`: gets `?error=` if it fails. */
  readonly signInWithOidc: (from: From, email: string, returnTo: string, errorTo?: string) => Promise<Outcome<{ readonly url: string }>>;
};

export function passwordCalls(parts: Parts): PasswordCalls {
  return {
    signInWithPassword: async (from, email, password) => {
      const outcome = await ask<{ readonly twoFactorRedirect?: boolean }>(parts, from, '/sign-in/email', { email, password });
      return outcome.ok
        ? { ...outcome, value: { next: outcome.value.twoFactorRedirect === true ? 'second-factor' : 'signed-in' } }
        : outcome;
    },
    signOut: (from) => ask(parts, from, '/sign-out', {}),
    forgotPassword: (from, email) => ask(parts, from, '/request-password-reset', { email }),
    resetPassword: (from, token, newPassword) => ask(parts, from, '/reset-password', { token, newPassword }),
    changePassword: (from, currentPassword, newPassword) => ask(parts, from, '/change-password', { currentPassword, newPassword }),
    signInWithOidc: (from, email, returnTo, errorTo = returnTo) =>
      ask(parts, from, '/sign-in/sso', { email, callbackURL: returnTo, errorCallbackURL: errorTo }),
  };
}
