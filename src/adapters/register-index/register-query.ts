import type { LabelLetter } from '../../model/label-claims.ts';
import type { SiteState } from '../../reports/site/site-data.ts';

export const registerSorts = ['newest', 'name', 'letter'] as const;
/** `newest`: last issued first; `letter`: best first. */
export type RegisterSort = (typeof registerSorts)[number];

/** What is looked for; null or an empty text asks for nothing. All must fit. */
export type RegisterFilter = {
  /** Words, each at the beginning of one in name, maker, model or number. */
  readonly text: string;
  readonly letter: LabelLetter | null;
  readonly category: string | null;
  /** The beginning of the maker's name. */
  readonly maker: string | null;
  readonly state: SiteState | null;
  readonly scheme: string | null;
  /** RFC 3339 date on which updates are still promised. */
  readonly updatedOn: string | null;
};

export const noFilter: RegisterFilter = {
  text: '',
  letter: null,
  category: null,
  maker: null,
  state: null,
  scheme: null,
  updatedOn: null,
};
