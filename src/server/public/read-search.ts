import { noFilter, type RegisterFilter, type RegisterSort, registerSorts } from '../../adapters/register-index/register-query.ts';
import { storable } from '../../adapters/register-index/search-words.ts';
import { type LabelLetter, labelLetters } from '../../model/label-claims.ts';
import type { Asked } from '../../reports/site/search-page.ts';
import type { SiteState } from '../../reports/site/site-data.ts';

const longest = 200;

const states: readonly SiteState[] = ['in-force', 'suspended', 'withdrawn', 'expired'];

export type ReadSearch = {
  readonly asked: Asked;
  readonly filter: RegisterFilter;
  readonly sort: RegisterSort;
  readonly after: string | null;
};

/** A visitor's question from an address. What cannot be asked for (a letter that is none, a day that is none) asks for nothing. */
export function readSearch(query: Readonly<Record<string, string>>): ReadSearch {
  const given = (name: string): string =>
    storable(Object.hasOwn(query, name) ? (query[name] ?? '') : '')
      .trim()
      .slice(0, longest);
  const among = <Value extends string>(name: string, values: readonly Value[]): Value | null =>
    values.find((value) => value === given(name)) ?? null;
  const textOf = (name: string): string | null => (given(name) === '' ? null : given(name));
  const letter = among<LabelLetter>('letter', labelLetters);
  const state = among('state', states);
  const sort = among('sort', registerSorts) ?? 'newest';
  const updated = /^\d{4}-\d{2}-\d{2}$/.test(given('updated')) ? given('updated') : '';
  const [q, category, maker, scheme] = ['q', 'category', 'maker', 'scheme'].map(given) as [string, string, string, string];
  return {
    asked: { q, letter: letter ?? '', category, maker, state: state ?? '', scheme, updated, sort },
    filter: {
      ...noFilter,
      text: q,
      letter,
      category: textOf('category'),
      maker: textOf('maker'),
      state,
      scheme: textOf('scheme'),
      updatedOn: updated === '' ? null : updated,
    },
    sort,
    after: Object.hasOwn(query, 'after') ? (query['after'] ?? null) : null,
  };
}
