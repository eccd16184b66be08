import { UserError } from '../foundation/user-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { ConfigFlags } from './launchers.ts';
import { withOrganisations } from './with-organisations.ts';

type AuthoriseFlags = ConfigFlags & {
  readonly scheme?: readonly string[] | undefined;
  readonly until?: string | undefined;
  readonly none?: true | undefined;
};

/** `iqs organisation authorise ID`. Refused: `USAGE` without schemes and a day, or with either and `--none`; what `OrganisationKeeping.authorise` refuses. */
export async function organisationAuthoriseCommand(id: string, { scheme, until, none, ...flags }: AuthoriseFlags): Promise<number> {
  const isWhole = none === true ? scheme === undefined && until === undefined : scheme !== undefined && until !== undefined;
  if (!isWhole) throw new UserError('USAGE', 'what it may evaluate is not said', id, 'give --scheme and --until, or --none alone');
  const authorisation = none === true ? null : { schemes: scheme ?? [], until: until ?? '' };
  await withOrganisations(flags, (keeping) => keeping.authorise('operator', id, authorisation));
  return exitCodes.done;
}
