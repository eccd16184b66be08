import { longestTokenDays } from './create-auth.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { attempt, type Parts } from './parts.ts';
import { allRows } from './people.ts';
import type { From } from './person.ts';

export type TokenFacts = {
  readonly id: string;
  readonly name: string;
  /** Its first characters, to tell it from others. */
  readonly start: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
};

export type TokenCalls = {
  /** `token` is shown this once; a digest is kept. `days`: 1 to 365. What its scopes open is the server's to say. */
  readonly createToken: (
    from: From,
    given: { readonly name: string; readonly scopes: readonly string[]; readonly days: number },
  ) => Promise<Outcome<TokenFacts & { readonly token: string }>>;
  readonly listTokens: (from: From) => Promise<Outcome<readonly TokenFacts[]>>;
  readonly revokeToken: (from: From, id: string) => Promise<Outcome<null>>;
};

export function tokenCalls(parts: Parts): TokenCalls {
  return {
    createToken: (from, given) => createToken(parts, from, given),
    listTokens: (from) => listTokens(parts, from),
    revokeToken: (from, id) => revokeToken(parts, from, id),
  };
}

type Row = {
  readonly id: string;
  readonly name: string | null;
  readonly start: string | null;
  readonly permissions?: unknown;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastRequest?: Date | null;
  readonly expiresAt: Date | null;
};

async function createToken(
  parts: Parts,
  from: From,
  { name, scopes, days }: { readonly name: string; readonly scopes: readonly string[]; readonly days: number },
): Promise<Outcome<TokenFacts & { readonly token: string }>> {
  const person = await parts.people.inSession(from.headers);
  if (person === null) return refused('NOT_SIGNED_IN');
  // A token outlives the session: it is made with both factors where the person has two, or must have.
  const mustBeStrong = !person.strong && (person.secondFactor || person.withheld.length > 0);
  const code = mustBeStrong ? 'SECOND_FACTOR_NEEDED' : scopes.length === 0 ? 'SCOPES_MISSING' : isTerm(days) ? null : 'EXPIRY_INVALID';
  if (code !== null) return tokenTold(parts, from, person.id, null, refused(code));
  const permissions = { scopes: [...scopes], session: [person.strong ? 'strong' : 'weak'] };
  const made = await attempt(() =>
    parts.auth.api.createApiKey({ body: { userId: person.id, name: name.slice(0, 80), expiresIn: days * 24 * 60 * 60, permissions } }),
  );
  if (!made.ok) return tokenTold(parts, from, person.id, null, made);
  return tokenTold(parts, from, person.id, made.value.id, done({ ...factsOf(made.value), token: made.value.key }));
}

const isTerm = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= longestTokenDays;

async function tokenTold<T>(parts: Parts, from: From, actor: string, target: string | null, outcome: Outcome<T>): Promise<Outcome<T>> {
  await parts.tell({ actor, action: 'token-create', target, outcome: outcome.ok ? 'done' : outcome.code, address: from.address });
  return outcome;
}

function factsOf(row: Row): TokenFacts {
  const { id, name, start, createdAt, expiresAt } = row;
  const read = typeof row.permissions === 'string' ? (JSON.parse(row.permissions) as unknown) : row.permissions;
  const scopes = (read as { readonly scopes?: readonly string[] } | null)?.scopes ?? [];
  return { id, name: name ?? '', start: start ?? '', scopes, createdAt, expiresAt, lastUsedAt: row.lastRequest ?? null };
}

async function listTokens({ auth, people }: Parts, from: From): Promise<Outcome<readonly TokenFacts[]>> {
  const person = await people.inSession(from.headers);
  if (person === null) return refused('NOT_SIGNED_IN');
  const { adapter } = await auth.$context;
  const rows = await adapter.findMany<Row>({ model: 'apikey', where: [{ field: 'referenceId', value: person.id }], limit: allRows });
  return done(rows.map(factsOf));
}

async function revokeToken(parts: Parts, from: From, id: string): Promise<Outcome<null>> {
  const person = await parts.people.inSession(from.headers);
  if (person === null) return refused('NOT_SIGNED_IN');
  const { adapter } = await parts.auth.$context;
  const removed = await adapter.deleteMany({
    model: 'apikey',
    where: [
      { field: 'id', value: id },
      { field: 'referenceId', value: person.id },
    ],
  });
  const outcome = removed === 0 ? refused('NOT_FOUND') : done(null);
  await parts.tell({
    actor: person.id,
    action: 'token-revoke',
    target: id,
    outcome: outcome.ok ? 'done' : outcome.code,
    address: from.address,
  });
  return outcome;
}
