import { sql } from 'kysely';
import type { RegisterFigure } from '../../reports/site/register-figure.ts';
import { type FigureCounts, sumFigures } from '../../reports/site/register-figure.ts';
import type { Database } from '../database/database.ts';
import { filterSql, stateSql } from './filter-sql.ts';
import type { RegisterFilter } from './register-query.ts';

/** Labels that are counted at most: above that a count says "more than", and costs no more. */
const mostCounted = 2000;

/** How many of what fits, by what it could be narrowed to. */
export type FacetCounts = FigureCounts & {
  /** There are more than `total`, and the rest counts only the first ones. */
  readonly isMore: boolean;
};

/** Counts what fits, in one statement of bounded cost. */
export async function countFacets({ db }: Pick<Database, 'db'>, filter: RegisterFilter, now: string): Promise<FacetCounts> {
  const { rows } = await sql<Omit<RegisterFigure, 'month'>>`
    SELECT letter, category, scheme, state, count(*)::int AS count FROM
      (SELECT letter, category, scheme, ${stateSql(now)} AS state FROM register_index WHERE ${filterSql(filter, now)} LIMIT ${mostCounted + 1}) AS fitting
    GROUP BY 1, 2, 3, 4`.execute(db);
  const counts = sumFigures(rows);
  return { ...counts, total: Math.min(counts.total, mostCounted), isMore: counts.total > mostCounted };
}
