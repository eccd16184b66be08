import { join, resolve } from 'node:path';
import type { DatabasePlace } from '../database/open-database.ts';
import type { Config } from './config.ts';

/** Where in the data folder things are. */
export type DataFolders = {
  readonly database: string;
  readonly evidence: string;
  readonly uploads: string;
  /** Where bytes wait on their way to S3. */
  readonly spool: string;
  readonly authority: string;
  readonly mail: string;
  readonly sessionSecret: string;
};

export function dataFolders({ data, folder, mail }: Config): DataFolders {
  const root = resolve(folder, data.folder);
  return {
    database: join(root, 'database'),
    evidence: join(root, 'evidence'),
    uploads: join(root, 'uploads'),
    spool: join(root, 'spool'),
    authority: join(root, 'authority'),
    mail: mail.folder === null ? join(root, 'mail') : resolve(folder, mail.folder),
    sessionSecret: join(root, 'session.secret'),
  };
}

export const databasePlace = (config: Config): DatabasePlace =>
  config.database.url === null ? { folder: dataFolders(config).database } : { url: config.database.url };
