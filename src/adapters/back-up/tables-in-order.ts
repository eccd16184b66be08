import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** What is made again by itself: by migrating, and from the authority's log (src/adapters/register-index). */
const remade = ['applied_migrations', 'register_index', 'register_entries', 'register_position'];

/** Every table of ours that is not made again by itself, each after those it refers to. Two that refer to each other cannot be filled one after the other: that is refused. */
export async function tablesInOrder(db: Kysely<Tables>): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ name: string; refers: string[] }>`
    SELECT c.relname AS name, COALESCE(array_agg(DISTINCT f.relname::text) FILTER (WHERE f.relname IS NOT NULL AND f.oid <> c.oid), '{}') AS refers
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
      LEFT JOIN pg_class f ON f.oid = k.confrelid
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname NOT IN (${sql.join(remade)})
    GROUP BY c.oid, c.relname ORDER BY c.relname`.execute(db);
  const ordered: string[] = [];
  let left = tables;
  while (left.length > 0) {
    const ready = left.filter(({ refers }) => refers.every((name) => ordered.includes(name)));
    if (ready.length === 0) throw new Error(`tables refer to each other: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(...ready.map(({ name }) => name));
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}
