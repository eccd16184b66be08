import type { LabelLetter } from '../../model/label-claims.ts';
import type { SiteState } from './site-data.ts';

/** How many labels there are of one category, letter, standing, scheme and month of issue (`2027-03`). */
export type RegisterFigure = {
  readonly category: string;
  readonly letter: LabelLetter;
  readonly state: SiteState;
  readonly scheme: string;
  readonly month: string;
  readonly count: number;
};
