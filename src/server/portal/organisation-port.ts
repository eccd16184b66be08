import type { Role } from '../../model/organisation.ts';

export type Member = { readonly person: string; readonly name: string; readonly email: string; readonly roles: readonly Role[] };

/** What an administrator sees of the own organisation. */
export type OrganisationRecord = {
  readonly members: readonly Member[];
  readonly invitations: readonly { readonly id: string; readonly email: string; readonly roles: readonly Role[]; readonly until: string }[];
  readonly tokens: readonly { readonly id: string; readonly name: string; readonly role: Role; readonly until: string }[];
  readonly provider: { readonly issuer: string; readonly domain: string; readonly client: string } | null;
};

/** Keeping an organisation; refused with a `UserError`. Each is given who asks, and asks itself whether that person is its administrator. */
export type OrganisationPort = {
  read(person: string, organisation: string): Promise<OrganisationRecord>;
  /** Decision makers of a body, for a reviewer who puts a committee together. */
  deciders(person: string, body: string): Promise<readonly Pick<Member, 'person' | 'name'>[]>;
  invite(person: string, organisation: string, input: { readonly email: string; readonly roles: readonly Role[] }): Promise<void>;
  revokeInvitation(person: string, organisation: string, id: string): Promise<void>;
  setRoles(person: string, organisation: string, member: string, roles: readonly Role[]): Promise<void>;
  /** The secret is shown once. */
  createToken(
    person: string,
    organisation: string,
    input: { readonly name: string; readonly role: Role; readonly until: string },
  ): Promise<string>;
  revokeToken(person: string, organisation: string, id: string): Promise<void>;
  setProvider(
    person: string,
    organisation: string,
    input: { readonly issuer: string; readonly domain: string; readonly client: string; readonly secret: string },
  ): Promise<void>;
};
