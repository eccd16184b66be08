import { type Kysely, sql } from 'kysely';
import type { Role } from '../../model/organisation.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { attemptLimits } from './attempt-limits.ts';
import { type Auth, createAuth } from './create-auth.ts';
import { factorCalls } from './factor-calls.ts';
import { guardedHandler } from './guarded-handler.ts';
import { organisationCalls } from './organisation-calls.ts';
import { organisationTokenCalls } from './organisation-tokens.ts';
import type { Parts } from './parts.ts';
import { passwordCalls } from './password-calls.ts';
import { openPeople } from './people.ts';
import type { From } from './person.ts';
import { presenceCalls } from './presence.ts';
import { providerCalls } from './provider-calls.ts';
import { readInvitation } from './read-invitation.ts';
import { roleHolders } from './role-holders.ts';
import { seedCalls } from './seed-calls.ts';
import { sessionCalls } from './session-calls.ts';
import { openSessions } from './sessions.ts';
import { checkConfig, type MailMessage, type SignInConfig } from './sign-in-config.ts';
import { tokenCalls } from './token-calls.ts';

const defaultAttemptsPerAddress = 60;
const nothing = (): void => undefined;

/**
 * Sign-in over an opened and migrated database. Refused: `SECRET_WEAK`, `BASE_URL_INVALID`. Every call takes what came with the request (`From`) and answers
 * with an `Outcome`: cookies to pass on, or the code of a refusal.
 */
export function openSignIn<Tables>(db: Kysely<Tables>, config: SignInConfig) {
  checkConfig(config);
  const sending = new Set<Promise<void>>();
  const post = (message: MailMessage): void => {
    const sent: Promise<void> = config.mail
      .send(message)
      .then(nothing, nothing)
      .finally(() => sending.delete(sent));
    sending.add(sent);
  };
  const limits = attemptLimits(db, config.attemptsPerAddress ?? defaultAttemptsPerAddress);
  const knownPasswords = new Set(config.knownPasswords.map((password) => password.toLowerCase()));
  const auth = createAuth(db, { config, limits, knownPasswords, post });
  const sessions = openSessions(auth, config);
  const people = openPeople(auth, sessions, config.withoutSecondFactor ?? []);
  const tell: Parts['tell'] = (event) => config.audit({ at: new Date().toISOString(), ...event });
  const handle = guardedHandler({ auth, config, limits, sessions, tell });
  const parts: Parts = { auth, config, sessions, people, limits, handle, tell, post, knownPasswords };
  return {
    /** Answers everything below /auth. `address`: of the client, as the server trusts it (never from a header a client can set). */
    handler: handle,
    personOf: people.personOf,
    ...passwordCalls(parts),
    ...factorCalls(parts),
    ...organisationCalls(parts),
    ...sessionCalls(parts),
    ...tokenCalls(parts),
    ...organisationTokenCalls(parts),
    ...presenceCalls(parts),
    ...providerCalls(parts),
    ...seedCalls(parts),
    acceptInvitation: (from: From, token: string, name: string, password: string | null) =>
      acceptInvitation(parts, from, token, name, password),
    readInvitation: (token: string) => readInvitation(parts, token),
    roleHolders: (from: From, organisation: string, role: Role) => roleHolders(parts, from, organisation, role),
    /** The tag of a language of the catalogue, for pages and messages. */
    setLanguage: (person: string, language: string) => setLanguage(auth, person, language),
    /** Removes what has expired: sessions, links, counts. Once a day is enough. */
    sweep: () => sweep(db),
    /** Waits for messages that are being sent. */
    settled: async (): Promise<void> => void (await Promise.all(sending)),
  };
}

export type SignIn = ReturnType<typeof openSignIn>;

async function setLanguage(auth: Auth, person: string, language: string): Promise<void> {
  await (await auth.$context).internalAdapter.updateUser(person, { language });
}

async function sweep<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`DELETE FROM auth_session WHERE "expiresAt" < now()`.execute(db);
  await sql`DELETE FROM auth_verification WHERE "expiresAt" < now()`.execute(db);
  await sql`DELETE FROM auth_limit WHERE expire < ${Date.now()}`.execute(db);
}
