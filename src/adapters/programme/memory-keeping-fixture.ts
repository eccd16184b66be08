import { UserError } from '../../foundation/user-error.ts';
import type { Organisation } from './desk.ts';
import { openOrganisationKeeping } from './open-organisation-keeping.ts';
import type { OrganisationKeeping } from './organisation-keeping.ts';

/** Who wrote to whom, by `add`, `invite` and `join`; more than so many joins are too many. */
type Kept = { readonly keeping: OrganisationKeeping; readonly invited: string[] };

const mostJoins = 3;

/** The real keeping over a list in memory. */
export function memoryKeeping(given: readonly Organisation[], schemes: readonly string[], now: () => string): Kept {
  const all = [...given];
  const invited: string[] = [];
  let joins = 0;
  const make = ({ name, kind, email }: { name: string; kind: Organisation['kind']; email: string }): string => {
    const id = `organisation-${all.length + 1}`;
    all.push({ id, name, kind, authorisation: null, waits: true });
    invited.push(email);
    return id;
  };
  const keeping = openOrganisationKeeping({
    signIn: {
      createOrganisation: async ({ name, kind, administrator: { email } }) => ({
        ok: true,
        value: { organisation: make({ name, kind, email }) },
        cookies: [],
      }),
      inviteFounder: async (id, email) => {
        const found = all.find((each) => each.id === id);
        if (found?.waits !== true) return { ok: false, code: found === undefined ? 'NOT_FOUND' : 'ORGANISATION_STARTED' };
        invited.push(email);
        return { ok: true, value: null, cookies: [] };
      },
      joinMaker: async (joining) => {
        joins += 1;
        if (joins > mostJoins) return { ok: false, code: 'TOO_MANY_ATTEMPTS', retryAfter: 60 };
        make({ ...joining, kind: 'maker' });
        return { ok: true, value: null, cookies: [] };
      },
    },
    directory: {
      organisations: async (kind) => all.filter((each) => kind === undefined || each.kind === kind),
      authorise: async (_by, id, authorisation) => {
        const at = all.findIndex((each) => each.id === id && each.kind === 'laboratory');
        const found = all[at];
        if (found === undefined) throw new UserError('ORGANISATION_UNKNOWN', 'no such laboratory', id, 'look at the list');
        all[at] = { ...found, authorisation };
      },
    },
    schemes,
    now,
  });
  return { keeping, invited };
}
