import type { Membership } from '../../model/organisation.ts';
import { longestTokenDays } from './create-auth.ts';
import { done, type Outcome, refused, type SignInRefusal } from './outcome.ts';
import { attempt, type Parts } from './parts.ts';
import { allRows, seatFrom } from './people.ts';
import type { From, Person, TokenSeat } from './person.ts';

export type TokenFacts = {
  readonly id: string;
  readonly name: string;
  /** Its first characters, to tell it from others. */
  readonly start: string;
  readonly scopes: readonly string[];
  /** What it acts as; null: everything its person may. */
  readonly seat: TokenSeat | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
};

export type NewToken = { readonly name: string; readonly scopes: readonly string[]; readonly days: number };

export type TokenCalls = {
  /** `token` is shown this once; a digest is kept. `days`: 1 to 366. `seat`: a role its person holds (`ROLE_MISSING`), and the token has no other. `TOKEN_TOO_MANY`: 50. What its scopes open is the server's to say. */
  readonly createToken: (from: From, given: NewToken & { readonly seat?: TokenSeat }) => Promise<Outcome<MadeToken>>;
  readonly listTokens: (from: From) => Promise<Outcome<readonly TokenFacts[]>>;
  readonly revokeToken: (from: From, id: string) => Promise<Outcome<null>>;
  /** For a person who asks with a token. `strong`: as the token asked with is, for a token never makes a stronger one. */
  readonly createTokenOf: (person: string, given: NewToken & { readonly strong: boolean }) => Promise<Outcome<MadeToken>>;
  readonly tokensOf: (person: string) => Promise<readonly TokenFacts[]>;
  readonly revokeTokenOf: (person: string, id: string) => Promise<boolean>;
};

export type MadeToken = TokenFacts & { readonly token: string };

export function tokenCalls(parts: Parts): TokenCalls {
  return {
    createToken: (from, given) => createToken(parts, from, given),
    listTokens: (from) => listTokens(parts, from),
    revokeToken: (from, id) => revokeToken(parts, from, id),
    createTokenOf: async (person, given) => {
      const outcome = isTerm(given.days) ? await make(parts, person, given, given.strong, null) : refused('EXPIRY_INVALID');
      return tokenTold(parts, 'token', person, outcome.ok ? outcome.value.id : null, outcome);
    },
    tokensOf: (person) => tokensOf(parts, person),
    revokeTokenOf: async (person, id) => (await remove(parts, 'token', person, person, id)).ok,
  };
}

export type TokenRow = {
  readonly id: string;
  readonly name: string | null;
  readonly start: string | null;
  readonly permissions?: unknown;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastRequest?: Date | null;
  readonly expiresAt: Date | null;
};

async function createToken(parts: Parts, from: From, given: NewToken & { readonly seat?: TokenSeat }): Promise<Outcome<MadeToken>> {
  const person = await parts.people.inSession(from.headers);
  if (person === null) return refused('NOT_SIGNED_IN');
  const fault = faultOf(person, given);
  const made = fault === null ? await make(parts, person.id, given, person.strong, given.seat ?? null) : refused(fault);
  return tokenTold(parts, from.address, person.id, made.ok ? made.value.id : null, made);
}

function faultOf(person: Person, { scopes, days, seat }: NewToken & { readonly seat?: TokenSeat }): SignInRefusal | null {
  // A token outlives the session: it is made with both factors where the person has two, or must have.
  if (!person.strong && (person.secondFactor || person.withheld.length > 0)) return 'SECOND_FACTOR_NEEDED';
  const held = ({ organisation, roles }: Membership): boolean => organisation === seat?.organisation && roles.includes(seat.role);
  if (seat !== undefined && !person.memberships.some(held)) return 'ROLE_MISSING';
  return scopes.length === 0 ? 'SCOPES_MISSING' : isTerm(days) ? null : 'EXPIRY_INVALID';
}

async function make(
  parts: Parts,
  person: string,
  { name, scopes, days }: NewToken,
  strong: boolean,
  seat: TokenSeat | null,
): Promise<Outcome<MadeToken>> {
  const { adapter } = await parts.auth.$context;
  const held = await adapter.count({ model: 'apikey', where: [{ field: 'referenceId', value: person }] });
  if (held >= mostTokens) return refused('TOKEN_TOO_MANY');
  const permissions = {
    scopes: [...scopes],
    session: [strong ? 'strong' : 'weak'],
    ...(seat === null ? {} : { seat: [seat.organisation, seat.role] }),
  };
  const made = await attempt(() =>
    parts.auth.api.createApiKey({ body: { userId: person, name: name.slice(0, 80), expiresIn: days * 24 * 60 * 60, permissions } }),
  );
  return made.ok ? done({ ...factsOf(made.value), token: made.value.key }) : made;
}

const mostTokens = 50;

const isTerm = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= longestTokenDays;

async function tokenTold<T>(parts: Parts, address: string, actor: string, target: string | null, outcome: Outcome<T>): Promise<Outcome<T>> {
  await parts.tell({ actor, action: 'token-create', target, outcome: outcome.ok ? 'done' : outcome.code, address });
  return outcome;
}

export function factsOf(row: TokenRow): TokenFacts {
  const { id, name, start, createdAt, expiresAt } = row;
  const read = typeof row.permissions === 'string' ? (JSON.parse(row.permissions) as unknown) : row.permissions;
  const permissions = (read ?? null) as Readonly<Record<string, readonly string[]>> | null;
  return {
    id,
    name: name ?? '',
    start: start ?? '',
    scopes: permissions?.['scopes'] ?? [],
    seat: seatFrom(permissions),
    createdAt,
    expiresAt,
    lastUsedAt: row.lastRequest ?? null,
  };
}

async function tokensOf({ auth }: Parts, person: string): Promise<readonly TokenFacts[]> {
  const { adapter } = await auth.$context;
  const where = [{ field: 'referenceId', value: person }];
  return (await adapter.findMany<TokenRow>({ model: 'apikey', where, limit: allRows })).map(factsOf);
}

async function listTokens(parts: Parts, from: From): Promise<Outcome<readonly TokenFacts[]>> {
  const person = await parts.people.inSession(from.headers);
  return person === null ? refused('NOT_SIGNED_IN') : done(await tokensOf(parts, person.id));
}

async function revokeToken(parts: Parts, from: From, id: string): Promise<Outcome<null>> {
  const person = await parts.people.inSession(from.headers);
  return person === null ? refused('NOT_SIGNED_IN') : remove(parts, from.address, person.id, person.id, id);
}

/** Takes away a token of `owner`; `by` is who does it. */
export async function remove(parts: Parts, address: string, by: string, owner: string, id: string): Promise<Outcome<null>> {
  const { adapter } = await parts.auth.$context;
  const removed = await adapter.deleteMany({
    model: 'apikey',
    where: [
      { field: 'id', value: id },
      { field: 'referenceId', value: owner },
    ],
  });
  const outcome = removed === 0 ? refused('NOT_FOUND') : done(null);
  const told = outcome.ok ? 'done' : outcome.code;
  await parts.tell({ actor: by, action: 'token-revoke', target: id, outcome: told, address });
  return outcome;
}
