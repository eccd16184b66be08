import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { configuredMail } from '../adapters/config/configured-mail.ts';
import { databasePlace } from '../adapters/config/data-folders.ts';
import { readConfig } from '../adapters/config/read-config.ts';
import { sessionSecret } from '../adapters/config/session-secret.ts';
import { openDatabase } from '../adapters/database/open-database.ts';
import { configuredSignIn } from '../adapters/programme/configured-sign-in.ts';
import { openDirectory } from '../adapters/programme/open-directory.ts';
import { openOrganisationKeeping } from '../adapters/programme/open-organisation-keeping.ts';
import type { OrganisationKeeping } from '../adapters/programme/organisation-keeping.ts';
import type { MailMessage } from '../adapters/sign-in/sign-in-config.ts';
import type { ConfigFlags } from './launchers.ts';
import { now } from './now.ts';

/** What became of a message: the file it is in (null: a mail server has it), or why it did not go out. */
export type Sent = { readonly message: MailMessage } & (
  | { readonly outcome: 'sent'; readonly file: string | null }
  | { readonly outcome: 'failed'; readonly reason: string }
);

type Work<T> = (keeping: OrganisationKeeping, sent: () => Promise<readonly Sent[]>) => Promise<T>;

/** The list of organisations over the configured database, for as long as the work takes. `sent` waits for what is on its way. Refused: `DATABASE_IN_USE` beside a server on the embedded database. */
export async function withOrganisations<T>({ config: path }: ConfigFlags, work: Work<T>): Promise<T> {
  const config = readConfig(path ?? null, process.env);
  const catalogue = await loadCatalogue();
  const all: Sent[] = [];
  const mail = configuredMail(config, () => undefined);
  const send = async (message: MailMessage): Promise<void> => {
    const sent = await mail.send(message).then(
      (file): Sent => ({ message, outcome: 'sent', file }),
      (error: Error): Sent => ({ message, outcome: 'failed', reason: error.message }),
    );
    all.push(sent);
  };
  const secret = await sessionSecret(config);
  const database = await openDatabase(databasePlace(config));
  try {
    const signIn = configuredSignIn({ config, database, secret, mail: { send }, catalogue });
    const schemes = catalogue.schemes.map(({ source }) => source.id);
    const keeping = openOrganisationKeeping({ signIn, directory: openDirectory(database, now), schemes, now });
    return await work(keeping, async () => {
      await signIn.settled();
      return all;
    });
  } finally {
    await database.close();
  }
}
