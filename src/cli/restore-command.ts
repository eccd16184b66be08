import { join } from 'node:path';
import { restore } from '../adapters/back-up/restore.ts';
import { configuredStore } from '../adapters/config/configured-store.ts';
import { databasePlace } from '../adapters/config/data-folders.ts';
import { readConfig } from '../adapters/config/read-config.ts';
import { backUpLine } from './back-up-line.ts';
import { exitCodes } from './exit-codes.ts';
import type { ConfigFlags } from './launchers.ts';

/** `iqs restore FOLDER NAME`: prints what was brought back. */
export async function restoreCommand(folder: string, name: string, flags: ConfigFlags): Promise<number> {
  const config = readConfig(flags.config ?? null, process.env);
  const manifest = await restore(databasePlace(config), await configuredStore(config), folder, name);
  process.stdout.write(backUpLine(join(folder, name), manifest));
  return exitCodes.done;
}
