import { sql } from 'kysely';
import type { SiteState } from '../../reports/site/site-data.ts';
import type { Database } from '../database/database.ts';
import { filterSql, stateSql } from './filter-sql.ts';
import type { RegisterFilter } from './register-query.ts';

/** Labels that are counted at most: above that a count says "more than", and costs no more. */
const mostCounted = 2000;

/** How many of what fits, by what it could be narrowed to. */
export type FacetCounts = {
  /** At most `mostCounted`; `isMore`: there are more, and the rest counts only the first ones. */
  readonly total: number;
  readonly isMore: boolean;
  readonly letter: ReadonlyMap<string, number>;
  readonly category: ReadonlyMap<string, number>;
  readonly scheme: ReadonlyMap<string, number>;
  readonly state: ReadonlyMap<SiteState, number>;
};

type Row = {
  readonly letter: string | null;
  readonly category: string | null;
  readonly scheme: string | null;
  readonly state: SiteState | null;
  readonly count: number;
};

/** Counts what fits, in one statement of bounded cost. */
export async function countFacets({ db }: Pick<Database, 'db'>, filter: RegisterFilter, now: string): Promise<FacetCounts> {
  const { rows } = await sql<Row>`
    SELECT letter, category, scheme, state, count(*)::int AS count FROM
      (SELECT letter, category, scheme, ${stateSql(now)} AS state FROM register_index WHERE ${filterSql(filter, now)} LIMIT ${mostCounted + 1}) AS fitting
    GROUP BY GROUPING SETS ((letter), (category), (scheme), (state), ())`.execute(db);
  const by = <Value extends string>(pick: (row: Row) => Value | null): ReadonlyMap<Value, number> =>
    new Map(rows.flatMap((row) => (pick(row) === null ? [] : [[pick(row) as Value, row.count]])));
  const total = rows.find((row) => [row.letter, row.category, row.scheme, row.state].every((each) => each === null))?.count ?? 0;
  return {
    total: Math.min(total, mostCounted),
    isMore: total > mostCounted,
    letter: by(({ letter }) => letter),
    category: by(({ category }) => category),
    scheme: by(({ scheme }) => scheme),
    state: by(({ state }) => state),
  };
}
