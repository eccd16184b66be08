import { exitCodes } from './exit-codes.ts';
import type { ConfigFlags } from './launchers.ts';
import { placeOfInvitation } from './place-of-invitation.ts';
import { withOrganisations } from './with-organisations.ts';

type InviteFlags = ConfigFlags & { readonly administrator: string; readonly lang: string };

/** `iqs organisation invite ID`: says where the invitation is. Refused: what `OrganisationKeeping.invite` refuses. */
export async function organisationInviteCommand(id: string, { administrator, lang, ...flags }: InviteFlags): Promise<number> {
  await withOrganisations(flags, async (keeping, sent) => {
    await keeping.invite('operator', id, administrator, { address: 'this machine', language: lang });
    for (const each of await sent()) process.stderr.write(`${placeOfInvitation(each)}\n`);
  });
  return exitCodes.done;
}
