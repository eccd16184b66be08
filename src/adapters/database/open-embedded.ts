import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { UserError } from '../../foundation/user-error.ts';
import { type RegisterLock, takeLock } from '../register/register-lock.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { safeWholeNumber } from './safe-whole-number.ts';
import type { Tables } from './tables.ts';

/** PGlite has no lock of its own: two processes on one folder corrupt it without a word. So the lock is ours, taken before and released after. */
export async function openEmbedded(folder: string, migrations: readonly Migration[]): Promise<Database> {
  const lock = await lockFolder(folder);
  try {
    const engine = await PGlite.create({ dataDir: join(folder, 'postgresql'), parsers: { [types.INT8]: safeWholeNumber } });
    try {
      await migrateEmbedded(engine, migrations, folder);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return opened(engine, folder, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function lockFolder(folder: string): Promise<RegisterLock> {
  try {
    return await takeLock(folder, 0);
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'REGISTER_LOCKED')) throw error;
    const who = error.message.replace(/ is writing$/, '');
    throw new UserError(
      'DATABASE_IN_USE',
      `${who} has this embedded database open`,
      error.where,
      'stop it, or use PostgreSQL (DATABASE_URL) for several processes; if it ran in a container or on a host that is no more, remove this file',
    );
  }
}

async function migrateEmbedded(engine: PGlite, migrations: readonly Migration[], where: string): Promise<void> {
  await engine.transaction((transaction) =>
    migrate(
      {
        script: async (sql) => void (await transaction.exec(sql)),
        rows: async <T>(sql: string, values?: readonly unknown[]) => (await transaction.query<T>(sql, [...(values ?? [])])).rows,
      },
      migrations,
      where,
    ),
  );
}

function opened(engine: PGlite, folder: string, lock: RegisterLock): Database {
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: engine }) });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await db.destroy();
    if (!engine.closed) await engine.close();
    lock.release();
  };
  return {
    kind: 'embedded',
    engine,
    db,
    where: folder,
    script: (sql) => engine.transaction(async (transaction) => void (await transaction.exec(sql))),
    listen: async (channel, onNotice, onReconnect) => {
      const unlisten = await engine.listen(channel, onNotice);
      onReconnect?.();
      return () => unlisten();
    },
    close: () => (closing ??= close()),
  };
}
