import { generateRandomString } from 'better-auth/crypto';
import type { Founder, NewOrganisation } from './new-organisation.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Parts } from './parts.ts';
import { allRows, type MemberRow, type OrganisationRow } from './people.ts';
import { invitationEnd, sendInvitation } from './send-invitation.ts';

type Founded = { readonly organisation: string };

/**
 * Makes an organisation and invites its first administrator. A maker of the same name that the same address was invited to, and that nobody has taken up, is invited again
 * instead: who asks twice has one organisation.
 */
export async function foundOrganisation(parts: Parts, given: NewOrganisation, by: Founder, address: string): Promise<Outcome<Founded>> {
  const email = plainEmail(given.administrator.email);
  const waiting = given.kind === 'maker' ? await waitingMaker(parts, given.name, email) : null;
  const organisation = waiting ?? (await created(parts, given));
  if (waiting === null)
    await parts.tell({ actor: by.actor, action: 'organisation-create', target: organisation.id, outcome: 'done', address });
  await inviteFirst(parts, organisation, email, by);
  return done({ organisation: organisation.id });
}

/**
 * A new invitation to an organisation's first administrator, as the one before ran out, was lost or went to a wrong address; that one holds no longer. Who may do this the
 * caller decides. Refused: `NOT_FOUND`; `ORGANISATION_STARTED` once it has members, who invite each other.
 */
export async function inviteFounder(parts: Parts, id: string, email: string, by: Founder, address: string): Promise<Outcome<null>> {
  const { adapter } = await parts.auth.$context;
  const organisation = await adapter.findOne<OrganisationRow>({ model: 'organization', where: [{ field: 'id', value: id }] });
  const code = organisation === null ? 'NOT_FOUND' : (await hasMembers(parts, id)) ? 'ORGANISATION_STARTED' : null;
  await parts.tell({ actor: by.actor, action: 'invitation', target: id, outcome: code ?? 'done', address });
  if (organisation === null || code !== null) return refused(code ?? 'NOT_FOUND');
  await inviteFirst(parts, organisation, plainEmail(email), by);
  return done(null);
}

const plainEmail = (email: string): string => email.trim().toLowerCase();

async function created({ auth }: Parts, { name, kind }: NewOrganisation): Promise<OrganisationRow> {
  const data = { name, kind, slug: generateRandomString(16), createdAt: new Date() };
  return (await auth.$context).adapter.create<Record<string, unknown>, OrganisationRow>({ model: 'organization', data });
}

async function inviteFirst(parts: Parts, { id, name }: Pick<OrganisationRow, 'id' | 'name'>, email: string, by: Founder): Promise<void> {
  const { adapter } = await parts.auth.$context;
  await adapter.updateMany({
    model: 'invitation',
    where: [
      { field: 'organizationId', value: id },
      { field: 'status', value: 'pending' },
    ],
    update: { status: 'canceled' },
  });
  const invitation = await adapter.create<Record<string, unknown>, { id: string }>({
    model: 'invitation',
    data: {
      organizationId: id,
      email,
      role: 'admin',
      status: 'pending',
      expiresAt: invitationEnd(),
      createdAt: new Date(),
      inviterId: by.actor === 'operator' ? null : by.actor,
    },
  });
  await sendInvitation(parts, invitation.id, name, email, by.language);
}

async function hasMembers({ auth }: Parts, organisation: string): Promise<boolean> {
  const where = [{ field: 'organizationId', value: organisation }];
  return (await (await auth.$context).adapter.findMany<MemberRow>({ model: 'member', where, limit: 1 })).length > 0;
}

async function waitingMaker(parts: Parts, name: string, email: string): Promise<OrganisationRow | null> {
  const { adapter } = await parts.auth.$context;
  const invitations = await adapter.findMany<{ readonly organizationId: string }>({
    model: 'invitation',
    where: [{ field: 'email', value: email }],
    limit: allRows,
  });
  const ids = [...new Set(invitations.map(({ organizationId }) => organizationId))];
  const where = [
    { field: 'id', value: ids, operator: 'in' as const },
    { field: 'kind', value: 'maker' },
    { field: 'name', value: name },
  ];
  const named = ids.length === 0 ? [] : await adapter.findMany<OrganisationRow>({ model: 'organization', where, limit: allRows });
  for (const organisation of named) if (!(await hasMembers(parts, organisation.id))) return organisation;
  return null;
}
