import { generateRandomString } from 'better-auth/crypto';
import { invitationHours } from './create-auth.ts';
import { linkTo } from './link-to.ts';
import type { Parts } from './parts.ts';

/** When an invitation that is made now runs out. */
export const invitationEnd = (): Date => new Date(Date.now() + invitationHours * 60 * 60 * 1000);

/** The link holds a secret of its own, kept as a digest: who reads the table or the list of invitations cannot accept one. */
export async function sendInvitation(
  { auth, config, post }: Parts,
  invitation: string,
  organisation: string,
  email: string,
  language: string | null,
): Promise<void> {
  const token = generateRandomString(32);
  const { internalAdapter } = await auth.$context;
  await internalAdapter.createVerificationValue({
    identifier: `invitation:${token}`,
    value: invitation,
    expiresAt: invitationEnd(),
  });
  const letter = { kind: 'invitation', organisation, url: linkTo(config, 'invitation', token), hours: invitationHours } as const;
  post({ to: email, ...config.write(letter, language) });
}
