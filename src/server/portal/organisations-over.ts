import type { SignIn } from '../../adapters/sign-in/open-sign-in.ts';
import type { Outcome } from '../../adapters/sign-in/outcome.ts';
import type { From } from '../../adapters/sign-in/person.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { OrganisationPort, OrganisationRecord } from './organisation-port.ts';

/** What a token of the portal may be used for: all its role does, but not the making of tokens. */
const tokenScopes = ['cases:read', 'cases:write', 'evidence:write', 'register:read'];

const dayMs = 86_400_000;

/** Keeping an organisation over the real sign-in. `now`: RFC 3339, for how long a token holds. */
export function organisationsOver(signIn: SignIn, now: () => string): OrganisationPort {
  return {
    read: (from, organisation) => read(signIn, from, organisation),
    deciders: async (from, body) => kept(await signIn.roleHolders(from, body, 'decision-maker'), body),
    invite: async (from, organisation, { email, roles }) => void kept(await signIn.invite(from, organisation, email, roles), email),
    revokeInvitation: async (from, organisation, id) => void kept(await signIn.cancelInvitation(from, organisation, id), id),
    setRoles: async (from, organisation, member, roles) => {
      const outcome =
        roles.length === 0
          ? await signIn.removeMember(from, organisation, member)
          : await signIn.changeRoles(from, organisation, member, roles);
      kept(outcome, member);
    },
    createToken: async (from, organisation, { name, role, until }) => {
      const days = Math.ceil((Date.parse(`${until}T23:59:59Z`) - Date.parse(now())) / dayMs);
      const wanted = { name, scopes: tokenScopes, days, seat: { organisation, role } };
      return kept(await signIn.createToken(from, wanted), role).token;
    },
    revokeToken: async (from, organisation, id) => void kept(await signIn.revokeOrganisationToken(from, organisation, id), id),
    setProvider: async (from, organisation, { issuer, domain, client, secret }) => {
      const provider = { issuer, domain, clientId: client, clientSecret: secret };
      kept(await signIn.registerOidc(from, organisation, provider), domain);
    },
    proveProvider: async (from, organisation, id) => void kept(await signIn.proveDomain(from, organisation, id), id),
  };
}

function kept<T>(outcome: Outcome<T>, where: string): T {
  if (outcome.ok) return outcome.value;
  throw new UserError(outcome.code, 'it was refused', where, 'see the code');
}

const dayOf = (at: Date | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10));

async function read(signIn: SignIn, from: From, organisation: string): Promise<OrganisationRecord> {
  const members = kept(await signIn.listMembers(from, organisation), organisation);
  const invitations = kept(await signIn.listInvitations(from, organisation), organisation);
  const tokens = kept(await signIn.listOrganisationTokens(from, organisation), organisation);
  const provider = kept(await signIn.organisationProvider(from, organisation), organisation);
  return {
    members: members.map(({ person, name, email, roles }) => ({ person, name, email, roles })),
    invitations: invitations.map(({ id, email, roles, expiresAt }) => ({ id, email, roles, until: dayOf(expiresAt) })),
    tokens: tokens.flatMap(({ id, name, seat, expiresAt }) =>
      seat === null ? [] : [{ id, name, role: seat.role, until: dayOf(expiresAt) }],
    ),
    provider:
      provider === null
        ? null
        : {
            id: provider.id,
            issuer: provider.issuer,
            domain: provider.domain,
            client: provider.clientId,
            redirect: provider.redirectUri,
            record: provider.isProven ? null : provider.record,
          },
  };
}
