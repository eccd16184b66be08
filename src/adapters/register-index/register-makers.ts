import type { Database } from '../database/database.ts';

/** The makers with most labels, most first: to suggest, not to list. */
export async function registerMakers({ db }: Pick<Database, 'db'>, limit = 100): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('register_index')
    .select(({ fn }) => [fn.min('maker').as('maker'), fn.countAll().as('count')])
    .where('kind', '=', 'label')
    .groupBy('maker_key')
    .orderBy('count', 'desc')
    .orderBy('maker_key')
    .limit(limit)
    .execute();
  return rows.map(({ maker }) => maker);
}
