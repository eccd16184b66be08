import { scryptSync } from 'node:crypto';
import { after } from 'node:test';
import { createOTP } from '@better-auth/utils/otp';
import { sql } from 'kysely';
import type { OrganisationKind, Role } from '../../model/organisation.ts';
import type { Database } from '../database/database.ts';
import { databaseFixture } from '../database/database-fixture.ts';
import type { Letter } from './letter.ts';
import { openSignIn, type SignIn } from './open-sign-in.ts';
import type { Outcome } from './outcome.ts';
import type { From } from './person.ts';
import type { MailMessage, SignInConfig, SignInEvent } from './sign-in-config.ts';

export const goodPassword = 'violet harbour 47 lanterns';
export const fixtureSecret = 'b3f1c0de5a7e9d8c6b4a2f0e1d3c5b7a9f8e6d4c';

export type SentLetter = { readonly to: string; readonly letter: Letter };

/** A browser: keeps the cookies it is given, at an address of its own. */
export type Browser = {
  readonly from: () => From;
  readonly keep: <T>(outcome: Outcome<T>) => T;
  /** The code of the refusal; fails if there was none. */
  readonly refused: (outcome: Outcome<unknown>) => string;
  readonly cookies: Map<string, string>;
  readonly take: (lines: readonly string[]) => void;
};

export type SignInFixture = {
  readonly signIn: SignIn;
  readonly database: Database;
  readonly letters: readonly SentLetter[];
  readonly events: SignInEvent[];
  readonly browser: (address?: string) => Browser;
  /** An organisation with one administrator (or another role besides), signed in with a password only. */
  readonly member: (kind: OrganisationKind, email: string, roles?: readonly Role[]) => Promise<Joined>;
  /** Takes up the last invitation that was sent to the address. */
  readonly join: (
    email: string,
    browser?: Browser,
  ) => Promise<{ readonly browser: Browser; readonly person: string; readonly organisation: string }>;
  /** Enrols an authenticator application; the function makes its current code. */
  readonly enrol: (browser: Browser) => Promise<Enrolled>;
};
export type Joined = { readonly browser: Browser; readonly organisation: string; readonly person: string };
export type Enrolled = { readonly code: (steps?: number) => Promise<string>; readonly recoveryCodes: readonly string[] };

let addresses = 0;
const nextAddress = (): string => `198.51.100.${(addresses += 1)}`;

export async function signInFixture(given: Partial<SignInConfig> = {}): Promise<SignInFixture> {
  const database = await databaseFixture().open('embedded');
  const letters: SentLetter[] = [];
  const events: SignInEvent[] = [];
  let written: Letter[] = [];
  const signIn = openSignIn(database.db, {
    baseUrl: 'http://localhost:8787',
    secret: fixtureSecret,
    productName: 'IQS',
    write: (letter) => {
      written = [...written, letter];
      return { subject: letter.kind, text: 'url' in letter ? letter.url : '' };
    },
    mail: {
      send: async ({ to }: MailMessage) => {
        const [letter, ...rest] = written;
        written = rest;
        if (letter !== undefined) letters.push({ to, letter });
      },
    },
    audit: async (event) => void events.push(event),
    knownPasswords: ['correcthorsebattery', 'admin', 'Password'],
    withoutSecondFactor: ['maker'],
    ...given,
  });
  after(() => signIn.settled());
  const browser = (address = nextAddress()): Browser => newBrowser(address);
  const lettersTo = async (email: string): Promise<readonly Letter[]> => {
    await signIn.settled();
    return letters.filter(({ to }) => to === email).map(({ letter }) => letter);
  };
  const join: SignInFixture['join'] = async (email, at = browser()) => {
    const letter = (await lettersTo(email)).findLast(({ kind }) => kind === 'invitation');
    if (letter === undefined || !('url' in letter)) throw new Error(`no invitation was sent to ${email}`);
    const { person, organisation } = at.keep(
      await signIn.acceptInvitation(at.from(), tokenOf(letter.url), email.split('@')[0] ?? '', goodPassword),
    );
    return { browser: at, person, organisation };
  };
  const member: SignInFixture['member'] = async (kind, email, roles) => {
    const made = await signIn.createOrganisation(
      { name: `${kind} of ${email}`, kind, administrator: { email } },
      { actor: null, language: null },
      nextAddress(),
    );
    if (!made.ok) throw new Error(made.code);
    const joined = await join(email);
    await cheapen(database, joined.person);
    if (roles === undefined) return joined;
    await setRoles(database, joined.person, roles);
    return joined;
  };
  const enrol = async (at: Browser): Promise<Enrolled> => {
    const { secret, recoveryCodes } = at.keep(await signIn.enrolTotp(at.from(), goodPassword));
    const code = codesOf(secret);
    at.keep(await signIn.verifyTotp(at.from(), await code(-1)));
    return { code, recoveryCodes };
  };
  return { signIn, database, letters, events, browser, member, join, enrol };
}

/** The same password at a thirtieth of the work: the tests verify it dozens of times. */
async function cheapen({ db }: Database, person: string): Promise<void> {
  const salt = Buffer.alloc(16, 7);
  const key = scryptSync(goodPassword, salt, 32, { N: 2 ** 14, r: 1, p: 1 });
  const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
  const hash = `$scrypt$ln=14,r=1,p=1$${unpadded(salt)}$${unpadded(key)}`;
  await sql`UPDATE auth_account SET password = ${hash} WHERE "userId" = ${person}`.execute(db);
}

/** The secret that a link carries. */
export const tokenOf = (url: string): string => new URL(url).searchParams.get('token') ?? '';

async function setRoles({ db }: Database, person: string, roles: readonly Role[]): Promise<void> {
  const names = roles.map((role) => (role === 'administrator' ? 'admin' : role)).join(',');
  await sql`UPDATE auth_member SET role = ${names} WHERE "userId" = ${person}`.execute(db);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator application shows now, or some half minutes later: each code is good once. */
function codesOf(base32: string): (steps?: number) => Promise<string> {
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = new TextDecoder().decode(Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2)));
  return (steps = 0) => createOTP(secret).hotp(Math.floor(Date.now() / 30_000) + steps);
}

function newBrowser(address: string): Browser {
  const cookies = new Map<string, string>();
  const take = (lines: readonly string[]): void => {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';');
      const at = pair.indexOf('=');
      const gone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
      if (gone) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const from = (): From => ({
    address,
    headers: new Headers({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'user-agent': 'test' }),
  });
  return {
    from,
    cookies,
    take,
    keep: (outcome) => {
      if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
      take(outcome.cookies);
      return outcome.value;
    },
    refused: (outcome) => {
      if (outcome.ok) throw new Error('nothing was refused');
      return outcome.code;
    },
  };
}
