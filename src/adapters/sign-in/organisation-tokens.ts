import { administrator } from './organisation-calls.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Parts } from './parts.ts';
import { allRows, type MemberRow } from './people.ts';
import type { From } from './person.ts';
import { factsOf, remove, type TokenFacts, type TokenRow } from './token-calls.ts';

export type OrganisationTokenCalls = {
  /** The tokens of all its members that act for this organisation alone; an administrator sees them, whoever made them. */
  readonly listOrganisationTokens: (from: From, organisation: string) => Promise<Outcome<readonly TokenFacts[]>>;
  readonly revokeOrganisationToken: (from: From, organisation: string, id: string) => Promise<Outcome<null>>;
};

export const organisationTokenCalls = (parts: Parts): OrganisationTokenCalls => ({
  listOrganisationTokens: async (from, organisation) => {
    const by = await administrator(parts, from, organisation);
    return typeof by === 'string' ? refused(by) : done((await rowsOf(parts, organisation)).map(factsOf));
  },
  revokeOrganisationToken: async (from, organisation, id) => {
    const by = await administrator(parts, from, organisation);
    if (typeof by === 'string') return refused(by);
    const row = (await rowsOf(parts, organisation)).find((each) => each.id === id);
    return row === undefined ? refused('NOT_FOUND') : remove(parts, from.address, by.id, row.referenceId, id);
  },
});

type OwnedRow = TokenRow & { readonly referenceId: string };

async function rowsOf({ auth }: Parts, organisation: string): Promise<readonly OwnedRow[]> {
  const { adapter } = await auth.$context;
  const where = [{ field: 'organizationId', value: organisation }];
  const members = await adapter.findMany<MemberRow>({ model: 'member', where, limit: allRows });
  const ids = members.map(({ userId }) => userId);
  const rows = await adapter.findMany<OwnedRow>({
    model: 'apikey',
    where: [{ field: 'referenceId', value: ids, operator: 'in' }],
    limit: allRows,
  });
  return rows.filter((row) => factsOf(row).seat?.organisation === organisation);
}
