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

/** Labels altogether, and by each thing that a search can be narrowed to. */
export type FigureCounts = {
  readonly total: number;
  readonly letter: ReadonlyMap<string, number>;
  readonly category: ReadonlyMap<string, number>;
  readonly scheme: ReadonlyMap<string, number>;
  readonly state: ReadonlyMap<SiteState, number>;
};

type Counted = Omit<RegisterFigure, 'month'>;

export function sumFigures(figures: readonly Counted[]): FigureCounts {
  const by = <Value extends string>(pick: (figure: Counted) => Value): ReadonlyMap<Value, number> => {
    const counts = new Map<Value, number>();
    for (const figure of figures) counts.set(pick(figure), (counts.get(pick(figure)) ?? 0) + figure.count);
    return counts;
  };
  return {
    total: figures.reduce((sum, { count }) => sum + count, 0),
    letter: by(({ letter }) => letter),
    category: by(({ category }) => category),
    scheme: by(({ scheme }) => scheme),
    state: by(({ state }) => state),
  };
}
