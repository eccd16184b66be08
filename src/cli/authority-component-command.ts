import { join } from 'node:path';
import { openAuthority } from '../adapters/authority/authority.ts';
import { issueComponent } from '../adapters/authority/issue-component.ts';
import { publishLists } from '../adapters/authority/publish-lists.ts';
import { readComponentRequest } from '../adapters/authority/read-component-request.ts';
import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { probes } from '../probes/probes.generated.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { now } from './now.ts';

/** `iqs authority component DIR STATEMENT`: the same statement again is the same number. */
export async function authorityComponentCommand(folder: string, file: string): Promise<number> {
  const authority = openAuthority(folder);
  const moment = now();
  const request = readComponentRequest(file, moment);
  const catalogue = await loadCatalogue();
  const issued = await issueComponent(authority, request, {
    schemes: catalogue.schemes.map(({ source }) => chooseScheme(catalogue, source.id)),
    probes: probes.map(({ id }) => id),
  });
  await publishLists(authority, moment);
  const { number, component, until } = issued.statement;
  process.stdout.write(
    [
      `${number}: ${safeText(component.name)}, ${safeText(component.maker)}, until ${until}${authority.file.training ? '  (training, not valid)' : ''}`,
      `  ${join(issued.folder, 'statement.jwt')}`,
      `Put it into a dossier as evidence that is component-statement, and: iqs assess DOSSIER --trust ${join(authority.publicFolder, 'trust.json')} --site ${authority.publicFolder}`,
      '',
    ].join('\n'),
  );
  return exitCodes.done;
}
