import type { Caller } from '../../adapters/programme/caller.ts';
import type { Seat } from '../../adapters/programme/desk.ts';
import { UserError } from '../../foundation/user-error.ts';

/**
 * The seat a request is made from: the one that the header `IQS-Seat: role@organisation` names, or the only one there is. Null: there are several and none is named.
 * Refused: `ROLE_MISSING` of a seat that the person has not.
 */
export function findSeat({ person, memberships }: Caller, header: string | undefined): Exclude<Seat, 'system'> | null {
  const all = memberships.flatMap(({ organisation, roles }) => roles.map((role) => ({ person, organisation, role })));
  if (header === undefined) return all.length === 1 ? (all[0] ?? null) : null;
  const found = all.find(({ role, organisation }) => `${role}@${organisation}` === header);
  if (found === undefined) {
    const known = all.map(({ role, organisation }) => `${role}@${organisation}`).join(', ');
    throw new UserError('ROLE_MISSING', 'you do not have this role', header.slice(0, 200), `act from one of: ${known}`);
  }
  return found;
}
