import type { Database } from './database.ts';
import type { Migration } from './migration.ts';
import { migrations as released } from './migrations.ts';
import { openEmbedded } from './open-embedded.ts';
import { openPostgresql } from './open-postgresql.ts';

/** A PostgreSQL by its address, or a folder that holds an embedded one. */
export type DatabasePlace = { readonly url: string } | { readonly folder: string };

/**
 * Opens a database and brings it to this program's shape. Refused: `DATABASE_IN_USE` (embedded, and another process has it open), `DATABASE_UNREACHABLE`,
 * `MIGRATION_CHANGED`, `DATABASE_NEWER`. `migrations` are for tests of migrating.
 */
export const openDatabase = (place: DatabasePlace, migrations: readonly Migration[] = released): Promise<Database> =>
  'url' in place ? openPostgresql(place.url, migrations) : openEmbedded(place.folder, migrations);
