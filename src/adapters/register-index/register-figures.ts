import { sql } from 'kysely';
import type { RegisterFigure } from '../../reports/site/register-figure.ts';
import type { Database } from '../database/database.ts';
import { stateSql } from './filter-sql.ts';

/** Counts of all labels by what statistics show. One pass over the index: for who keeps the answer a while. */
export async function registerFigures({ db }: Pick<Database, 'db'>, now: string): Promise<readonly RegisterFigure[]> {
  const { rows } = await sql<RegisterFigure>`
    SELECT category, letter, ${stateSql(now)} AS state, substr(issued_at, 1, 7) AS month, scheme, count(*)::int AS count
    FROM register_index WHERE kind = 'label' GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`.execute(db);
  return rows;
}
