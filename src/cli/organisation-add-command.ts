import { UserError } from '../foundation/user-error.ts';
import { organisationKinds } from '../model/organisation.ts';
import { exitCodes } from './exit-codes.ts';
import type { ConfigFlags } from './launchers.ts';
import { placeOfInvitation } from './place-of-invitation.ts';
import { withOrganisations } from './with-organisations.ts';

type AddFlags = ConfigFlags & { readonly administrator: string; readonly lang: string };

/** `iqs organisation add KIND NAME`: prints the id, then where the invitation is. Refused: `USAGE` of another kind, and what `OrganisationKeeping.add` refuses. */
export async function organisationAddCommand(
  kind: string,
  name: string,
  { administrator: email, lang, ...flags }: AddFlags,
): Promise<number> {
  const known = organisationKinds.find((each) => each === kind);
  if (known === undefined) throw new UserError('USAGE', 'no kind of organisation', kind, `give one of: ${organisationKinds.join(', ')}`);
  await withOrganisations(flags, async (keeping, sent) => {
    const { id } = await keeping.add('operator', { kind: known, name, email }, { address: 'this machine', language: lang });
    process.stdout.write(`${id}\n`);
    for (const each of await sent()) process.stderr.write(`${placeOfInvitation(each)}\n`);
  });
  return exitCodes.done;
}
