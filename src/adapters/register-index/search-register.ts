import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { fromBase64url } from '../../foundation/base64url.ts';
import type { Assurance } from '../../model/assurance.ts';
import type { LabelLetter } from '../../model/label-claims.ts';
import type { SiteState } from '../../reports/site/site-data.ts';
import type { Database } from '../database/database.ts';
import { filterSql, stateSql } from './filter-sql.ts';
import type { RegisterFilter, RegisterSort } from './register-query.ts';

/** A label as a list shows it; `state` at the instant of the search. */
export type FoundLabel = {
  readonly number: string;
  readonly name: string;
  readonly model: string | null;
  readonly maker: string;
  readonly category: string;
  readonly type: string;
  readonly letter: LabelLetter;
  readonly assurance: Assurance;
  readonly state: SiteState;
  readonly scheme: string;
  readonly vintage: string;
  readonly issuedAt: string;
  readonly validUntil: string;
  readonly updatesUntil: string | null;
};

export type RegisterSearch = RegisterFilter & {
  readonly sort: RegisterSort;
  /** `next` of the page before; null, or what was not made by us: from the beginning. */
  readonly after: string | null;
  /** 1 to 100. */
  readonly limit: number;
};

/** `next`: null on the last page. */
export type FoundPage = { readonly labels: readonly FoundLabel[]; readonly next: string | null };

const columns: Readonly<Record<RegisterSort, 'issued_at' | 'name_key' | 'letter'>> = {
  newest: 'issued_at',
  name: 'name_key',
  letter: 'letter',
};

const longestKey = 600;

/** One page of what fits, by where the page before ended: as quick on the last page as on the first. `now`: RFC 3339 in UTC, whole seconds. */
export async function searchRegister({ db }: Pick<Database, 'db'>, search: RegisterSearch, now: string): Promise<FoundPage> {
  const { sort, after } = search;
  const limit = Math.min(100, Math.max(1, Math.floor(search.limit)));
  const column = sql.ref(columns[sort]);
  const direction = sort === 'newest' ? sql`DESC` : sql`ASC`;
  const place = after === null ? null : placeOf(after);
  const beyond: RawBuilder<SqlBool> =
    place === null
      ? sql`true`
      : sql`(${column}, number) ${sort === 'newest' ? sql`<` : sql`>`} (${place.key}::text, ${place.number}::text)`;
  const { rows } = await sql<FoundLabel & { readonly key: string }>`
    SELECT number, name, model, maker, category, type, letter, assurance, scheme, vintage, issued_at AS "issuedAt", valid_until AS "validUntil",
      updates_until AS "updatesUntil", ${stateSql(now)} AS state, ${column} AS key
    FROM register_index WHERE ${filterSql(search, now)} AND ${beyond}
    ORDER BY ${column} ${direction}, number ${direction} LIMIT ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    labels: shown.map(({ key: _, ...label }) => label),
    next: rows.length > limit && last !== undefined ? Buffer.from(JSON.stringify([last.key, last.number])).toString('base64url') : null,
  };
}

/** Whatever stands in an address is a visitor's: what does not read as a place is none. */
function placeOf(after: string): { readonly key: string; readonly number: string } | null {
  if (after.length > longestKey) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64url(after)));
    if (!Array.isArray(value) || value.length !== 2) return null;
    const [key, number] = value as readonly unknown[];
    const isSound = (text: unknown): text is string => typeof text === 'string' && text.isWellFormed() && !text.includes('\0');
    return isSound(key) && isSound(number) ? { key, number } : null;
  } catch {
    return null;
  }
}
