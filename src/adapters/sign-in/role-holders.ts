import type { Role } from '../../model/organisation.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Parts } from './parts.ts';
import { allRows, type MemberRow, rolesFrom } from './people.ts';
import type { From } from './person.ts';

export type RoleHolder = { readonly person: string; readonly name: string };

/** Who holds a role in an organisation, by name: for its own members, whatever their role. `NOT_FOUND`: it is not theirs, or not in this session. */
export async function roleHolders(
  { auth, people }: Parts,
  from: From,
  organisation: string,
  role: Role,
): Promise<Outcome<readonly RoleHolder[]>> {
  const person = await people.inSession(from.headers);
  if (person === null) return refused('NOT_SIGNED_IN');
  if (!person.memberships.some((each) => each.organisation === organisation)) return refused('NOT_FOUND');
  const { adapter } = await auth.$context;
  const where = [{ field: 'organizationId', value: organisation }];
  const rows = await adapter.findMany<MemberRow>({ model: 'member', where, limit: allRows });
  const ids = rows.filter((row) => rolesFrom(row.role).includes(role)).map(({ userId }) => userId);
  if (ids.length === 0) return done([]);
  const users = await adapter.findMany<{ readonly id: string; readonly name: string }>({
    model: 'user',
    where: [{ field: 'id', value: ids, operator: 'in' }],
    limit: allRows,
  });
  return done(users.map(({ id, name }) => ({ person: id, name })).toSorted((a, b) => (a.name < b.name ? -1 : 1)));
}
