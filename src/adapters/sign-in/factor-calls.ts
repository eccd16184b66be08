import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { done, type Outcome } from './outcome.ts';
import { ask, type Parts } from './parts.ts';
import type { From } from './person.ts';

/** `uri` is for a QR code; nothing is enrolled before `verifyTotp` has seen a code. The recovery codes are shown this once. */
export type TotpEnrolment = { readonly secret: string; readonly uri: string; readonly recoveryCodes: readonly string[] };

export type PasskeyFacts = { readonly id: string; readonly name: string | null; readonly createdAt: string };

/** For the browser's `navigator.credentials`, as JSON. */
export type PasskeyOptions = Readonly<Record<string, unknown>>;

export type FactorCalls = {
  /** Ends a sign-in, ends an enrolment, or makes a session strong that was begun without a second factor. */
  readonly verifyTotp: (from: From, code: string) => Promise<Outcome<unknown>>;
  readonly verifyRecoveryCode: (from: From, code: string) => Promise<Outcome<unknown>>;
  /** `password` null: for a person who has none. */
  readonly enrolTotp: (from: From, password: string | null) => Promise<Outcome<TotpEnrolment>>;
  /** The same in the place of one there is: the old one is gone from here on, the new one asks for its first code. */
  readonly enrolTotpAnew: (from: From, password: string | null) => Promise<Outcome<TotpEnrolment>>;
  readonly removeTotp: (from: From, password: string | null) => Promise<Outcome<unknown>>;
  readonly newRecoveryCodes: (from: From, password: string | null) => Promise<Outcome<readonly string[]>>;
  readonly passkeyRegistrationOptions: (from: From) => Promise<Outcome<PasskeyOptions>>;
  readonly registerPasskey: (from: From, response: RegistrationResponseJSON, name: string) => Promise<Outcome<unknown>>;
  readonly passkeySignInOptions: (from: From) => Promise<Outcome<PasskeyOptions>>;
  readonly signInWithPasskey: (from: From, response: AuthenticationResponseJSON) => Promise<Outcome<unknown>>;
  readonly listPasskeys: (from: From) => Promise<Outcome<readonly PasskeyFacts[]>>;
  /** The same by the person's id, for pages that have asked who it is already. */
  readonly passkeysOf: (person: string) => Promise<readonly PasskeyFacts[]>;
  readonly removePasskey: (from: From, id: string) => Promise<Outcome<unknown>>;
};

export function factorCalls(parts: Parts): FactorCalls {
  const withPassword = (password: string | null): Readonly<Record<string, unknown>> => (password === null ? {} : { password });
  return {
    verifyTotp: (from, code) => ask(parts, from, '/two-factor/verify-totp', { code }),
    verifyRecoveryCode: (from, code) => ask(parts, from, '/two-factor/verify-backup-code', { code }),
    enrolTotp: (from, password) => enrolTotp(parts, from, withPassword(password)),
    enrolTotpAnew: async (from, password) => {
      const first = await enrolTotp(parts, from, withPassword(password));
      if (first.ok || first.code !== 'SECOND_FACTOR_ENROLLED') return first;
      const removed = await ask(parts, from, '/two-factor/disable', withPassword(password));
      if (!removed.ok) return removed;
      const cookie = removed.cookies.map((line) => line.split(';', 1)[0]).join('; ');
      const second = await enrolTotp(parts, { ...from, headers: new Headers({ cookie }) }, withPassword(password));
      return second.ok ? { ...second, cookies: [...removed.cookies, ...second.cookies] } : second;
    },
    removeTotp: (from, password) => ask(parts, from, '/two-factor/disable', withPassword(password)),
    newRecoveryCodes: async (from, password) => {
      const outcome = await ask<Pick<Enabled, 'backupCodes'>>(parts, from, '/two-factor/generate-backup-codes', withPassword(password));
      return outcome.ok ? done(outcome.value.backupCodes, outcome.cookies) : outcome;
    },
    passkeyRegistrationOptions: (from) => ask(parts, from, '/passkey/generate-register-options'),
    registerPasskey: (from, response, name) => ask(parts, from, '/passkey/verify-registration', { response, name }),
    passkeySignInOptions: (from) => ask(parts, from, '/passkey/generate-authenticate-options'),
    signInWithPasskey: (from, response) => ask(parts, from, '/passkey/verify-authentication', { response }),
    listPasskeys: async (from) => {
      const outcome = await ask<readonly PasskeyFacts[]>(parts, from, '/passkey/list-user-passkeys');
      return outcome.ok
        ? done(
            outcome.value.map(({ id, name, createdAt }) => ({ id, name, createdAt })),
            outcome.cookies,
          )
        : outcome;
    },
    passkeysOf: async (person) => {
      const { adapter } = await parts.auth.$context;
      const where = [{ field: 'userId', value: person }];
      const rows = await adapter.findMany<Omit<PasskeyFacts, 'createdAt'> & { readonly createdAt: Date | null }>({
        model: 'passkey',
        where,
      });
      return rows.map(({ id, name, createdAt }) => ({ id, name, createdAt: (createdAt ?? new Date(0)).toISOString() }));
    },
    removePasskey: (from, id) => ask(parts, from, '/passkey/delete-passkey', { id }),
  };
}

async function enrolTotp(parts: Parts, from: From, body: Readonly<Record<string, unknown>>): Promise<Outcome<TotpEnrolment>> {
  const outcome = await ask<Enabled>(parts, from, '/two-factor/enable', body);
  if (!outcome.ok) return outcome;
  const { totpURI: uri, backupCodes: recoveryCodes } = outcome.value;
  return done({ uri, recoveryCodes, secret: new URL(uri).searchParams.get('secret') ?? '' }, outcome.cookies);
}

type Enabled = { readonly totpURI: string; readonly backupCodes: readonly string[] };
