import type { Role } from '../../model/organisation.ts';
import { passwordless } from './accept-invitation.ts';
import type { Parts } from './parts.ts';
import { type OrganisationRow, rolesFrom } from './people.ts';

/** What whoever holds an invitation's link may see of it. */
export type OpenInvitation = {
  /** Its name. */
  readonly organisation: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** The address has an account. */
  readonly isKnown: boolean;
  /** False: the organisation's own sign-in vouches for the address. */
  readonly needsPassword: boolean;
};

/** The invitation behind a link's secret; null: used, withdrawn, too old, or nobody's. */
export async function readInvitation(parts: Parts, token: string): Promise<OpenInvitation | null> {
  const { internalAdapter, adapter } = await parts.auth.$context;
  const id = (await internalAdapter.findVerificationValue(`invitation:${token}`))?.value;
  if (id === undefined) return null;
  const row = await adapter.findOne<InvitationRow>({ model: 'invitation', where: [{ field: 'id', value: id }] });
  if (row === null || row.status !== 'pending' || row.expiresAt < new Date()) return null;
  const organisation = await adapter.findOne<OrganisationRow>({
    model: 'organization',
    where: [{ field: 'id', value: row.organizationId }],
  });
  const isKnown = (await internalAdapter.findUserByEmail(row.email)) !== null;
  if (organisation === null) return null;
  const needsPassword = (await passwordless(parts, row)) !== null;
  return { organisation: organisation.name, email: row.email, roles: rolesFrom(row.role), isKnown, needsPassword };
}

type InvitationRow = {
  readonly email: string;
  readonly organizationId: string;
  readonly role: string;
  readonly status: string;
  readonly expiresAt: Date;
};
