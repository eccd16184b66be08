import { UserError } from '../../foundation/user-error.ts';
import type { ActionInputs } from '../../model/case-action.ts';
import { type ConfirmedPresence, confirmedPresence } from '../sign-in/confirmed-presence.ts';
import type { SignIn } from '../sign-in/open-sign-in.ts';
import type { TokenFacts } from '../sign-in/token-calls.ts';
import type { ApiToken, ApiTokens } from './api-tokens.ts';
import { type Caller, type Scope, scopes } from './caller.ts';

/** What the API asks of signing in. */
export type ApiAccess = {
  /** Null: no such token, or it has run out. */
  readonly callerOf: (token: string) => Promise<Caller | null>;
  readonly tokens: ApiTokens;
  /**
   * What is kept of a signature that is what it says: a passkey's assertion over the document by a key of this person, or, for `second-factor`, the code that the person's
   * authenticator application shows, in `assertion`. Null: it is not.
   */
  readonly presenceOf: (person: string, input: ActionInputs['sign']) => Promise<ConfirmedPresence | null>;
};

/** Tokens of people, over the sign-in of their browsers. */
export function apiAccess(signIn: SignIn): ApiAccess {
  return {
    callerOf: async (token) => {
      const person = await signIn.personOf(new Headers({ authorization: `Bearer ${token}` }));
      if (person === null) return null;
      const { id, name, memberships, strong } = person;
      return { person: id, name, memberships, strong, scopes: known(person.scopes ?? []) };
    },
    tokens: {
      list: async (person) => (await signIn.tokensOf(person)).map(tokenOf),
      create: async ({ person, strong }, wanted) => {
        const made = await signIn.createTokenOf(person, { ...wanted, strong });
        if (!made.ok) throw new UserError(made.code, 'a token that was not made', wanted.name, 'see the code');
        return { token: tokenOf(made.value), secret: made.value.token };
      },
      revoke: (person, id) => signIn.revokeTokenOf(person, id),
    },
    presenceOf: async (person, { document, method, assertion }) => {
      if (assertion === null) return null;
      if (method === 'second-factor') return confirmedPresence(await signIn.confirmPresenceOf(person, { kind: 'code', code: assertion }));
      const response = assertionIn(assertion);
      return response === null
        ? null
        : confirmedPresence(await signIn.confirmPresenceOf(person, { kind: 'passkey', sha256: document, response }));
    },
  };
}

type Assertion = Extract<Parameters<SignIn['confirmPresenceOf']>[1], { readonly kind: 'passkey' }>['response'];

/** The library reads its members one by one and refuses what does not fit; here it only has to be an object with an answer. */
function assertionIn(text: string): Assertion | null {
  try {
    const read: unknown = JSON.parse(text);
    const is =
      typeof read === 'object' && read !== null && 'response' in read && typeof read.response === 'object' && read.response !== null;
    return is ? (read as Assertion) : null;
  } catch {
    return null;
  }
}

const known = (held: readonly string[]): readonly Scope[] => scopes.filter((scope) => held.includes(scope));

const tokenOf = ({ id, name, scopes: held, createdAt, expiresAt, lastUsedAt }: TokenFacts): ApiToken => ({
  id,
  name,
  scopes: known(held),
  createdAt: new Date(createdAt).toISOString(),
  expiresAt: new Date(expiresAt ?? createdAt).toISOString(),
  lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
});
