import { Kysely, PostgresDialect } from 'kysely';
import { Pool, type PoolClient, types } from 'pg';
import { UserError } from '../../foundation/user-error.ts';
import type { Database } from './database.ts';
import { listenOn } from './listen-on.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { safeWholeNumber } from './safe-whole-number.ts';
import type { Tables } from './tables.ts';

const connectWithinMs = 10_000;
const connectionsAtMost = 10;

/** `url`: `postgresql://user:password@host:port/database`, with what the driver `pg` understands behind it. */
export async function openPostgresql(url: string, migrations: readonly Migration[]): Promise<Database> {
  const where = withoutSecrets(url);
  const pool = new Pool({
    connectionString: url,
    max: connectionsAtMost,
    connectionTimeoutMillis: connectWithinMs,
    application_name: 'iqs',
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === types.builtins.INT8 ? safeWholeNumber : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  });
  // An idle connection that the server drops is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // Nor does the pool listen to one that is in use: broken between two statements of a transaction, the next statement fails, and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    const client = await reach(pool, where);
    await inTransaction(client, () =>
      migrate(
        {
          script: async (sql) => void (await client.query(sql)),
          rows: async <T>(sql: string, values?: readonly unknown[]) => (await client.query(sql, [...(values ?? [])])).rows as readonly T[],
        },
        migrations,
        where,
      ),
    );
  } catch (error) {
    await pool.end();
    throw error;
  }
  return opened(pool, url, where);
}

async function reach(pool: Pool, where: string): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw new UserError(
      'DATABASE_UNREACHABLE',
      `PostgreSQL did not let us in: ${reasonOf(error)}`,
      where,
      'start it, or correct host, port, user, password and database name in DATABASE_URL',
    );
  }
}

/** Node tells of several addresses tried in one error without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

async function inTransaction(client: PoolClient, work: () => Promise<void>): Promise<void> {
  let whole = false;
  try {
    await client.query('BEGIN');
    await work();
    await client.query('COMMIT');
    whole = true;
  } finally {
    // A connection left inside a transaction is thrown away, which rolls it back.
    client.release(!whole);
  }
}

function opened(pool: Pool, url: string, where: string): Database {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await db.destroy();
    if (!pool.ended) await pool.end();
  };
  return {
    kind: 'postgresql',
    engine: pool,
    url,
    db,
    where,
    script: async (sql) => {
      const client = await pool.connect();
      await inTransaction(client, async () => void (await client.query(sql)));
    },
    listen: (channel, onNotice, onReconnect) => listenOn(url, channel, onNotice, onReconnect),
    close: () => (closing ??= close()),
  };
}

function withoutSecrets(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
