import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { SiteState } from '../../reports/site/site-data.ts';
import type { RegisterFilter } from './register-query.ts';
import { folded, storable, wordQuery } from './search-words.ts';

/** Where a label stands at an instant, as `site-label` has it: expired once its term is over, unless it was withdrawn. */
export const stateSql = (now: string): RawBuilder<SiteState> =>
  sql<SiteState>`CASE WHEN state <> 'withdrawn' AND valid_until < ${now} THEN 'expired' ELSE state END`;

/** The conditions of a filter over labels, joined. A text without a word in it, such as a lone dash, finds nothing. */
export function filterSql({ text, letter, category, maker, state, scheme, updatedOn }: RegisterFilter, now: string): RawBuilder<SqlBool> {
  const words = wordQuery(text);
  const conditions: RawBuilder<SqlBool>[] = [sql`kind = 'label'`];
  if (words !== null) conditions.push(sql`words @@ ${words}::text::tsquery`);
  else if (text.trim() !== '') conditions.push(sql`false`);
  if (letter !== null) conditions.push(sql`letter = ${letter}`);
  if (category !== null) conditions.push(sql`category = ${storable(category)}`);
  if (maker !== null) conditions.push(beginsWith(folded(maker)));
  if (scheme !== null) conditions.push(sql`scheme = ${storable(scheme)}`);
  if (updatedOn !== null) conditions.push(sql`updates_until >= ${storable(updatedOn)}`);
  if (state !== null) conditions.push(stands(state, now));
  return sql<SqlBool>`${sql.join(conditions, sql` AND `)}`;
}

/** Between the text and the greatest that begins with it: an index of code points serves that, whatever is in the text. */
const beginsWith = (key: string): RawBuilder<SqlBool> =>
  sql`maker_key >= ${key.slice(0, 200)} AND maker_key < ${`${key.slice(0, 200)}\u{10ffff}`}`;

function stands(state: SiteState, now: string): RawBuilder<SqlBool> {
  if (state === 'withdrawn') return sql`state = 'withdrawn'`;
  if (state === 'expired') return sql`state <> 'withdrawn' AND (state = 'expired' OR valid_until < ${now})`;
  return sql`state = ${state} AND valid_until >= ${now}`;
}
