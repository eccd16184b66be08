import type { Membership, OrganisationKind, Role } from '../../model/organisation.ts';
import type { Auth } from './create-auth.ts';
import type { Person, TokenSeat } from './person.ts';
import type { Sessions, UserRow } from './sessions.ts';

// The library's list calls return 100 rows unless told.
export const allRows = 10_000;

/** An organisation and its members as the library's tables hold them. */
export type OrganisationRow = { readonly id: string; readonly name: string; readonly kind: OrganisationKind };
export type MemberRow = { readonly id: string; readonly userId: string; readonly organizationId: string; readonly role: string };

/** The table's names of roles in ours: the library knows an administrator as `admin`. */
export const rolesFrom = (role: string): readonly Role[] =>
  role.split(',').map((name) => (name === 'admin' ? 'administrator' : (name as Role)));
export const roleNames = (roles: readonly Role[]): string[] =>
  [...new Set(roles)].map((role) => (role === 'administrator' ? 'admin' : role));

export type People = {
  /** Whoever the request's cookie or `Authorization: Bearer` token stands for; null: nobody. A token that is not good is nobody, whatever the cookie says. */
  readonly personOf: (headers: Headers) => Promise<Person | null>;
  /** The same, of a session only: what a token may never do. */
  readonly inSession: (headers: Headers) => Promise<Person | null>;
};

/** Roles are open only to a session with a second factor, but those in organisations of the kinds that are `free` of it. */
export function openPeople(auth: Auth, sessions: Sessions, free: readonly OrganisationKind[]): People {
  const inSession = async (headers: Headers): Promise<Person | null> => {
    const found = await sessions.signedIn(headers);
    return found === null
      ? null
      : describe({ auth, free }, found.user, { via: 'session', strong: found.session.strong, scopes: null }, null);
  };
  const personOf = async (headers: Headers): Promise<Person | null> => {
    const authorization = headers.get('authorization');
    if (authorization === null) return inSession(headers);
    const key = /^Bearer ([A-Za-z0-9_-]{16,200})$/i.exec(authorization)?.[1];
    return key === undefined ? null : byToken({ auth, free }, key);
  };
  return { personOf, inSession };
}

type Given = { readonly auth: Auth; readonly free: readonly OrganisationKind[] };

async function byToken({ auth, free }: Given, key: string): Promise<Person | null> {
  const token = (await verified(auth, key)) ?? (await verifiedAgain(auth, key));
  if (token === null) return null;
  const user = await (await auth.$context).internalAdapter.findUserById(token.referenceId);
  if (user === null) return null;
  const permissions = token.permissions as Readonly<Record<string, readonly string[]>> | null;
  const how = { via: 'token', strong: permissions?.['session']?.[0] === 'strong', scopes: permissions?.['scopes'] ?? [] } as const;
  return describe({ auth, free }, user, how, seatFrom(permissions));
}

async function verified(auth: Auth, key: string) {
  const { valid, key: token } = await auth.api.verifyApiKey({ body: { key } });
  return valid ? token : null;
}

/** The library calls a token bad also when the database did not answer, and who is told so gives up: it throws here where the database is away, and a token that holds is found. */
async function verifiedAgain(auth: Auth, key: string): ReturnType<typeof verified> {
  const { adapter } = await auth.$context;
  await adapter.findMany({ model: 'apikey', limit: 1 });
  return verified(auth, key);
}

/** The one seat that a token is for; null: all of its person's. */
export function seatFrom(permissions: Readonly<Record<string, readonly string[]>> | null): TokenSeat | null {
  const [organisation, role] = permissions?.['seat'] ?? [];
  return organisation === undefined || role === undefined ? null : { organisation, role: role as Role };
}

/** What is left of somebody's memberships where only one seat counts. */
const seated = (held: readonly Membership[], seat: TokenSeat | null): readonly Membership[] =>
  seat === null
    ? held
    : held
        .filter(({ organisation, roles }) => organisation === seat.organisation && roles.includes(seat.role))
        .map((membership) => ({ ...membership, roles: [seat.role] }));

async function describe(
  { auth, free }: Given,
  user: UserRow,
  how: Pick<Person, 'via' | 'strong' | 'scopes'>,
  seat: TokenSeat | null,
): Promise<Person> {
  const { adapter } = await auth.$context;
  const passkeys = await adapter.count({ model: 'passkey', where: [{ field: 'userId', value: user.id }] });
  const secondFactor = user.twoFactorEnabled === true || passkeys > 0;
  // A factor that was taken away since no longer opens anything.
  const open = how.strong && secondFactor;
  const held = seated(await membershipsOf(auth, user.id), seat);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    language: user.language ?? null,
    memberships: held.filter(({ kind }) => open || free.includes(kind)),
    withheld: held.filter(({ kind }) => !open && !free.includes(kind)),
    secondFactor,
    authenticator: user.twoFactorEnabled === true,
    ...how,
    strong: open,
  };
}

async function membershipsOf(auth: Auth, userId: string): Promise<readonly Membership[]> {
  const { adapter } = await auth.$context;
  const members = await adapter.findMany<MemberRow>({ model: 'member', where: [{ field: 'userId', value: userId }], limit: allRows });
  if (members.length === 0) return [];
  const ids = members.map(({ organizationId }) => organizationId);
  const found = await adapter.findMany<OrganisationRow>({
    model: 'organization',
    where: [{ field: 'id', value: ids, operator: 'in' }],
    limit: allRows,
  });
  const organisations = new Map(found.map((organisation) => [organisation.id, organisation]));
  return members.flatMap(({ organizationId, role }) => {
    const organisation = organisations.get(organizationId);
    return organisation === undefined
      ? []
      : [{ organisation: organizationId, name: organisation.name, kind: organisation.kind, roles: rolesFrom(role) }];
  });
}
