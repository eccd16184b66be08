import { type OrganisationKind, type Role, rolesOf } from '../../model/organisation.ts';
import { foundOrganisation, inviteFounder } from './found-organisation.ts';
import { type Joining, joinMaker } from './join-maker.ts';
import type { Founder, NewOrganisation } from './new-organisation.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { attempt, type Parts } from './parts.ts';
import { allRows, type MemberRow, type OrganisationRow, roleNames, rolesFrom } from './people.ts';
import type { From, Person } from './person.ts';
import { sendInvitation } from './send-invitation.ts';

export type Member = {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly secondFactor: boolean;
};

/** `id` is of the invitation, for taking it back; the link that opens it stands in the message alone. */
export type Invited = { readonly id: string; readonly email: string; readonly roles: readonly Role[]; readonly expiresAt: Date };

export type OrganisationCalls = {
  /**
   * Makes an organisation and invites its first administrator. Who may do this the caller decides: the programme's first body at its start, a scheme owner
   * for bodies and laboratories, anybody for a maker.
   */
  readonly createOrganisation: (
    given: NewOrganisation,
    by: Founder,
    address: string,
  ) => Promise<Outcome<{ readonly organisation: string }>>;
  /** `inviteFounder`. */
  readonly inviteFounder: (organisation: string, email: string, by: Founder, address: string) => Promise<Outcome<null>>;
  /** `joinMaker`. */
  readonly joinMaker: (given: Joining, address: string, language: string | null) => Promise<Outcome<null>>;
  readonly invite: (from: From, organisation: string, email: string, roles: readonly Role[]) => Promise<Outcome<Invited>>;
  readonly listInvitations: (from: From, organisation: string) => Promise<Outcome<readonly Invited[]>>;
  readonly cancelInvitation: (from: From, organisation: string, id: string) => Promise<Outcome<null>>;
  readonly listMembers: (from: From, organisation: string) => Promise<Outcome<readonly Member[]>>;
  /** The person is signed out everywhere: what a session may do never changes under it. */
  readonly changeRoles: (from: From, organisation: string, person: string, roles: readonly Role[]) => Promise<Outcome<null>>;
  readonly removeMember: (from: From, organisation: string, person: string) => Promise<Outcome<null>>;
};

export function organisationCalls(parts: Parts): OrganisationCalls {
  return {
    createOrganisation: (given, by, address) => foundOrganisation(parts, given, by, address),
    inviteFounder: (organisation, email, by, address) => inviteFounder(parts, organisation, email, by, address),
    joinMaker: (given, address, language) =>
      joinMaker(parts, (made, by) => foundOrganisation(parts, made, by, address), given, address, language),
    invite: (from, organisation, email, roles) => invite(parts, from, organisation, email, roles),
    listInvitations: (from, organisation) => listInvitations(parts, from, organisation),
    cancelInvitation: (from, organisation, id) => cancelInvitation(parts, from, organisation, id),
    listMembers: (from, organisation) => listMembers(parts, from, organisation),
    changeRoles: (from, organisation, person, roles) => changeRoles(parts, from, organisation, person, roles),
    removeMember: (from, organisation, person) => removeMember(parts, from, organisation, person),
  };
}

/** The person, if an administrator of the organisation in this very session. */
export async function administrator(
  { people }: Parts,
  from: From,
  organisation: string,
): Promise<Person | 'NOT_SIGNED_IN' | 'SECOND_FACTOR_NEEDED' | 'NOT_ADMINISTRATOR'> {
  const person = await people.inSession(from.headers);
  if (person === null) return 'NOT_SIGNED_IN';
  const isAdministrator = ({ organisation: id, roles }: { readonly organisation: string; readonly roles: readonly Role[] }): boolean =>
    id === organisation && roles.includes('administrator');
  if (person.memberships.some(isAdministrator)) return person;
  return person.withheld.some(isAdministrator) ? 'SECOND_FACTOR_NEEDED' : 'NOT_ADMINISTRATOR';
}

async function organisationRow({ auth }: Parts, id: string): Promise<OrganisationRow | null> {
  return (await auth.$context).adapter.findOne<OrganisationRow>({ model: 'organization', where: [{ field: 'id', value: id }] });
}

const areOfKind = (kind: OrganisationKind, roles: readonly Role[]): boolean =>
  roles.length > 0 && roles.every((role) => rolesOf[kind].includes(role));

type Body = { readonly role: 'admin'[]; readonly organizationId: string };
// The library's type knows the roles that were given to it by name; ours are all among them.
const bodyOf = (organizationId: string, roles: readonly Role[]): Body => ({ role: roleNames(roles) as 'admin'[], organizationId });

async function invite(parts: Parts, from: From, organisation: string, email: string, roles: readonly Role[]): Promise<Outcome<Invited>> {
  const by = await administrator(parts, from, organisation);
  const refuse = async (code: Parameters<typeof refused>[0]) => {
    await parts.tell({
      actor: typeof by === 'string' ? null : by.id,
      action: 'invitation',
      target: organisation,
      outcome: code,
      address: from.address,
    });
    return refused(code);
  };
  if (typeof by === 'string') return refuse(by);
  const row = await organisationRow(parts, organisation);
  if (row === null) return refuse('NOT_FOUND');
  if (!areOfKind(row.kind, roles)) return refuse('ROLE_NOT_OF_KIND');
  const made = await attempt(() =>
    parts.auth.api.createInvitation({ headers: from.headers, body: { email: email.trim().toLowerCase(), ...bodyOf(organisation, roles) } }),
  );
  if (!made.ok) return refuse(made.code);
  await sendInvitation(parts, made.value.id, row.name, made.value.email, by.language);
  await parts.tell({ actor: by.id, action: 'invitation', target: made.value.id, outcome: 'done', address: from.address });
  return done({ id: made.value.id, email: made.value.email, roles, expiresAt: made.value.expiresAt });
}

type InvitationRow = { readonly id: string; readonly email: string; readonly role: string; readonly expiresAt: Date };

async function listInvitations(parts: Parts, from: From, organisation: string): Promise<Outcome<readonly Invited[]>> {
  const by = await administrator(parts, from, organisation);
  if (typeof by === 'string') return refused(by);
  const rows = await (await parts.auth.$context).adapter.findMany<InvitationRow>({
    model: 'invitation',
    where: [
      { field: 'organizationId', value: organisation },
      { field: 'status', value: 'pending' },
    ],
    limit: allRows,
  });
  return done(rows.map(({ id, email, role, expiresAt }) => ({ id, email, roles: rolesFrom(role), expiresAt })));
}

async function cancelInvitation(parts: Parts, from: From, organisation: string, id: string): Promise<Outcome<null>> {
  const by = await administrator(parts, from, organisation);
  if (typeof by === 'string') return refused(by);
  const changed = await (await parts.auth.$context).adapter.update({
    model: 'invitation',
    where: [
      { field: 'id', value: id },
      { field: 'organizationId', value: organisation },
      { field: 'status', value: 'pending' },
    ],
    update: { status: 'canceled' },
  });
  await parts.tell({
    actor: by.id,
    action: 'invitation',
    target: id,
    outcome: changed === null ? 'NOT_FOUND' : 'cancelled',
    address: from.address,
  });
  return changed === null ? refused('NOT_FOUND') : done(null);
}

async function listMembers(parts: Parts, from: From, organisation: string): Promise<Outcome<readonly Member[]>> {
  const by = await administrator(parts, from, organisation);
  if (typeof by === 'string') return refused(by);
  const { adapter } = await parts.auth.$context;
  const rows = await adapter.findMany<MemberRow>({
    model: 'member',
    where: [{ field: 'organizationId', value: organisation }],
    limit: allRows,
  });
  const ids = rows.map(({ userId }) => userId);
  const among = (field: string) => [{ field, value: ids, operator: 'in' as const }];
  const users = await adapter.findMany<UserFacts>({ model: 'user', where: among('id'), limit: allRows });
  const keys = await adapter.findMany<{ readonly userId: string }>({ model: 'passkey', where: among('userId'), limit: allRows });
  const facts = new Map(users.map((user) => [user.id, user]));
  const withKey = new Set(keys.map(({ userId }) => userId));
  return done(
    rows.flatMap(({ userId, role }) => {
      const user = facts.get(userId);
      if (user === undefined) return [];
      const secondFactor = user.twoFactorEnabled === true || withKey.has(userId);
      return [{ person: userId, name: user.name, email: user.email, roles: rolesFrom(role), secondFactor }];
    }),
  );
}

type UserFacts = { readonly id: string; readonly name: string; readonly email: string; readonly twoFactorEnabled?: boolean };

async function memberOf({ auth }: Parts, organisation: string, person: string): Promise<MemberRow | null> {
  return (await auth.$context).adapter.findOne<MemberRow>({
    model: 'member',
    where: [
      { field: 'organizationId', value: organisation },
      { field: 'userId', value: person },
    ],
  });
}

async function changeRoles(parts: Parts, from: From, organisation: string, person: string, roles: readonly Role[]): Promise<Outcome<null>> {
  return onMember(parts, from, organisation, person, 'role-change', async (member, kind) => {
    if (!areOfKind(kind, roles)) return refused('ROLE_NOT_OF_KIND');
    const leaves = rolesFrom(member.role).includes('administrator') && !roles.includes('administrator');
    if (leaves && (await administrators(parts, organisation)) < 2) return refused('LAST_ADMINISTRATOR');
    return attempt(() =>
      parts.auth.api.updateMemberRole({ headers: from.headers, body: { memberId: member.id, ...bodyOf(organisation, roles) } }),
    );
  });
}

async function removeMember(parts: Parts, from: From, organisation: string, person: string): Promise<Outcome<null>> {
  return onMember(parts, from, organisation, person, 'member-remove', async (member) => {
    if (rolesFrom(member.role).includes('administrator') && (await administrators(parts, organisation)) < 2)
      return refused('LAST_ADMINISTRATOR');
    return attempt(() =>
      parts.auth.api.removeMember({ headers: from.headers, body: { memberIdOrEmail: member.id, organizationId: organisation } }),
    );
  });
}

async function administrators({ auth }: Parts, organisation: string): Promise<number> {
  const rows = await (await auth.$context).adapter.findMany<MemberRow>({
    model: 'member',
    where: [{ field: 'organizationId', value: organisation }],
    limit: allRows,
  });
  return rows.filter(({ role }) => rolesFrom(role).includes('administrator')).length;
}

type Change = (member: MemberRow, kind: OrganisationKind) => Promise<Outcome<unknown>>;

async function onMember(
  parts: Parts,
  from: From,
  organisation: string,
  person: string,
  action: 'role-change' | 'member-remove',
  change: Change,
): Promise<Outcome<null>> {
  const by = await administrator(parts, from, organisation);
  const member = typeof by === 'string' ? null : await memberOf(parts, organisation, person);
  const row = member === null ? null : await organisationRow(parts, organisation);
  const outcome =
    typeof by === 'string' ? refused(by) : member === null || row === null ? refused('NOT_FOUND') : await change(member, row.kind);
  const told = outcome.ok ? 'done' : outcome.code;
  await parts.tell({ actor: typeof by === 'string' ? null : by.id, action, target: person, outcome: told, address: from.address });
  if (!outcome.ok) return outcome;
  await (await parts.auth.$context).internalAdapter.deleteUserSessions(person);
  return done(null);
}
