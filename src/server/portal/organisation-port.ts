import type { From } from '../../adapters/sign-in/person.ts';
import type { Role } from '../../model/organisation.ts';

export type Member = { readonly person: string; readonly name: string; readonly email: string; readonly roles: readonly Role[] };

/** What an administrator sees of the own organisation. */
export type OrganisationRecord = {
  readonly members: readonly Member[];
  readonly invitations: readonly { readonly id: string; readonly email: string; readonly roles: readonly Role[]; readonly until: string }[];
  readonly tokens: readonly { readonly id: string; readonly name: string; readonly role: Role; readonly until: string }[];
  readonly provider: {
    readonly id: string;
    readonly issuer: string;
    readonly domain: string;
    readonly client: string;
    /** To be registered with the provider. */
    readonly redirect: string;
    /** A TXT record that proves the domain; null: it is proven. */
    readonly record: { readonly name: string; readonly value: string } | null;
  } | null;
};

/** Keeping an organisation; refused with a `UserError`. Each is given the request, and asks itself whether its session is an administrator's. */
export type OrganisationPort = {
  read(from: From, organisation: string): Promise<OrganisationRecord>;
  /** Decision makers of a body, for a reviewer who puts a committee together. */
  deciders(from: From, body: string): Promise<readonly Pick<Member, 'person' | 'name'>[]>;
  invite(from: From, organisation: string, input: { readonly email: string; readonly roles: readonly Role[] }): Promise<void>;
  revokeInvitation(from: From, organisation: string, id: string): Promise<void>;
  setRoles(from: From, organisation: string, member: string, roles: readonly Role[]): Promise<void>;
  /** The secret is shown once. */
  createToken(
    from: From,
    organisation: string,
    input: { readonly name: string; readonly role: Role; readonly until: string },
  ): Promise<string>;
  revokeToken(from: From, organisation: string, id: string): Promise<void>;
  setProvider(
    from: From,
    organisation: string,
    input: { readonly issuer: string; readonly domain: string; readonly client: string; readonly secret: string },
  ): Promise<void>;
  /** Looks for the TXT record; from then on members sign in there. */
  proveProvider(from: From, organisation: string, id: string): Promise<void>;
};
