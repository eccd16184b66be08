import type { Organisation } from '../adapters/programme/desk.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import type { ConfigFlags } from './launchers.ts';
import { withOrganisations } from './with-organisations.ts';

/** `iqs organisation list`: a line each, by name. */
export async function organisationListCommand({ json, ...flags }: ConfigFlags & { readonly json?: true | undefined }): Promise<number> {
  const all = await withOrganisations(flags, (keeping) => keeping.list('operator'));
  process.stdout.write(json === true ? `${JSON.stringify(all, null, 2)}\n` : all.map((each) => `${safeText(lineOf(each))}\n`).join(''));
  return exitCodes.done;
}

const lineOf = ({ id, kind, name, authorisation, waits }: Organisation): string =>
  `${id}  ${kind}  ${name}${waits ? '  (nobody has taken it up)' : ''}${authorisation === null ? '' : `  (${authorisation.schemes.join(', ')} until ${authorisation.until})`}`;
