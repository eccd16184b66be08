import type { FacetCounts } from '../../adapters/register-index/count-facets.ts';
import { readIndexed } from '../../adapters/register-index/read-indexed.ts';
import { registerFigures } from '../../adapters/register-index/register-figures.ts';
import { registerMakers } from '../../adapters/register-index/register-makers.ts';
import { registerPosition } from '../../adapters/register-index/register-position.ts';
import { siteComponent, siteLabel } from '../../adapters/site/site-label.ts';
import { labelHistory } from '../../register/label-history.ts';
import { type RegisterFigure, sumFigures } from '../../reports/site/register-figure.ts';
import type { SiteLabel } from '../../reports/site/site-data.ts';
import type { PublicDeps } from './public-deps.ts';

/** How long figures over the whole register are kept while it grows, and its size without asking. */
const figuresMs = 60_000;
const positionMs = 1000;

/** What pages ask of the register's tables, each no more often than it has to. */
export type PublicRegister = {
  /** Entries of the log that the tables hold, at most a second ago. */
  readonly position: () => Promise<number>;
  /** Labels by number, with their newest entry's place; numbers without a label are left out. */
  readonly labels: (numbers: readonly string[]) => Promise<ReadonlyMap<string, { readonly label: SiteLabel; readonly logIndex: number }>>;
  readonly figures: () => Promise<readonly RegisterFigure[]>;
  /** The makers with most labels. */
  readonly makers: () => Promise<readonly string[]>;
  /** Counts over all labels. */
  readonly counts: () => Promise<FacetCounts>;
};

export function publicRegister(deps: PublicDeps): PublicRegister {
  const { database, now } = deps;
  const position = kept(positionMs, () => registerPosition(database));
  const figures = kept(figuresMs, () => registerFigures(database, now()), position);
  return {
    position,
    labels: (numbers) => labelsOf(deps, numbers),
    figures,
    makers: kept(figuresMs, () => registerMakers(database), position),
    counts: async () => ({ ...sumFigures(await figures()), isMore: false }),
  };
}

/** An answer kept for a time; with `position`, also no longer than the register stands still, but a tenth of the time in any case. */
function kept<Value>(ms: number, ask: () => Promise<Value>, position?: () => Promise<number>): () => Promise<Value> {
  let answer: { readonly value: Promise<Value>; readonly atMs: number; readonly position: number } | null = null;
  return async () => {
    const at = position === undefined ? 0 : await position();
    const age = answer === null ? Infinity : performance.now() - answer.atMs;
    if (answer !== null && age < (answer.position === at ? ms : ms / 10)) return answer.value;
    const value = ask();
    answer = { value, atMs: performance.now(), position: at };
    value.catch(() => {
      answer = null;
    });
    return value;
  };
}

async function labelsOf({ database, authority, now }: PublicDeps, numbers: readonly string[]): ReturnType<PublicRegister['labels']> {
  const found = await readIndexed(database, numbers);
  const histories = found.map(({ number, logIndex, entries }) => ({ history: labelHistory(number, entries), logIndex }));
  const rests = [...new Set(histories.flatMap(({ history }) => history.claims?.restsOn.map(({ id }) => id) ?? []))];
  const components = new Map(
    (await readIndexed(database, rests)).flatMap(({ number, entries }) => {
      const component = siteComponent(labelHistory(number, entries), now());
      return component === null ? [] : [[number, component] as const];
    }),
  );
  return new Map(
    histories.flatMap(({ history, logIndex }) => {
      const label = siteLabel(history, now(), authority, components);
      return label === null ? [] : [[label.number, { label, logIndex }] as const];
    }),
  );
}
