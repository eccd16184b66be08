import { join } from 'node:path';
import { backUp } from '../adapters/back-up/back-up.ts';
import { configuredStore } from '../adapters/config/configured-store.ts';
import { databasePlace } from '../adapters/config/data-folders.ts';
import { readConfig } from '../adapters/config/read-config.ts';
import { openDatabase } from '../adapters/database/open-database.ts';
import { UserError } from '../foundation/user-error.ts';
import { backUpLine } from './back-up-line.ts';
import { exitCodes } from './exit-codes.ts';
import type { ConfigFlags } from './launchers.ts';
import { now } from './now.ts';

/** `iqs back-up FOLDER`: prints what it holds. Refused besides what `backUp` refuses: `BACK_UP_NAME`, `BACK_UP_EXISTS`. */
export async function backUpCommand(folder: string, flags: ConfigFlags & { readonly name?: string | undefined }): Promise<number> {
  const name = flags.name ?? now().replaceAll(':', '-');
  // It becomes a folder beside that of the evidence.
  if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(name) || name === 'evidence')
    throw new UserError('BACK_UP_NAME', `'${name}' cannot be the name of a back-up`, '--name', 'take letters, digits, dots and dashes');
  const config = readConfig(flags.config ?? null, process.env);
  const store = await configuredStore(config);
  const database = await openDatabase(databasePlace(config));
  try {
    process.stdout.write(backUpLine(join(folder, name), await backUp(database, store, folder, name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UserError('BACK_UP_EXISTS', 'there is a back-up of this name, or a part of one', join(folder, name), 'give another --name');
  } finally {
    await database.close();
  }
  return exitCodes.done;
}
