import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from './config.ts';
import { dataFolders } from './data-folders.ts';

/** The configured one, or that of the data folder, made at the first start (mode 600): sessions outlive a restart. */
export async function sessionSecret(config: Config): Promise<string> {
  if (config.session.secret !== null) return config.session.secret;
  const file = dataFolders(config).sessionSecret;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
