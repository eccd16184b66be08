import { createHash } from 'node:crypto';
import { UserError } from '../../foundation/user-error.ts';
import type { Migration } from './migration.ts';

/** One connection inside a transaction that is committed when the work is done. */
export type MigrationSession = {
  readonly script: (sql: string) => Promise<void>;
  readonly rows: <T>(sql: string, values?: readonly unknown[]) => Promise<readonly T[]>;
};

type Applied = { readonly id: string; readonly sha256: string };

// Any number would do; this one is ours.
const lockKey = 7_144_291_033;

/**
 * Runs what was not run yet, in one transaction behind one lock, so that of several that start at once one does it and the others find it done.
 * `MIGRATION_CHANGED`: what was run is not what this program would run; `DATABASE_NEWER`: something was run that this program does not know.
 */
export async function migrate(session: MigrationSession, migrations: readonly Migration[], where: string): Promise<void> {
  await session.rows('SELECT pg_advisory_xact_lock($1::bigint)', [lockKey]);
  await session.script(
    'CREATE TABLE IF NOT EXISTS applied_migrations (position integer PRIMARY KEY, id text NOT NULL UNIQUE, sha256 text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
  );
  const applied = await session.rows<Applied>('SELECT id, sha256 FROM applied_migrations ORDER BY position');
  check(applied, migrations, where);
  for (const [at, { id, sql }] of migrations.entries()) {
    if (at < applied.length) continue;
    await session.script(sql);
    await session.rows('INSERT INTO applied_migrations (position, id, sha256) VALUES ($1, $2, $3)', [at + 1, id, digestOf(sql)]);
  }
}

const digestOf = (sql: string): string => createHash('sha256').update(sql, 'utf8').digest('hex');

function check(applied: readonly Applied[], migrations: readonly Migration[], where: string): void {
  const known = new Set(migrations.map(({ id }) => id));
  const unknown = applied.find(({ id }) => !known.has(id));
  if (unknown !== undefined) {
    throw new UserError(
      'DATABASE_NEWER',
      `the database has the migration '${unknown.id}', which this program does not know`,
      where,
      'start the program that made it, or a newer one',
    );
  }
  for (const [at, { id, sha256 }] of applied.entries()) {
    const own = migrations[at];
    if (own?.id === id && digestOf(own.sql) === sha256) continue;
    throw new UserError(
      'MIGRATION_CHANGED',
      `migration ${at + 1}, '${id}', was edited or moved after it was run`,
      where,
      'put it back as it was released and add a new migration',
    );
  }
}
