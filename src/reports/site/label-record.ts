import type { LabelClaims, LabelLetter } from '../../model/label-claims.ts';
import type { RegisterEntry } from '../../model/register-entry.ts';
import type { SiteLabel, SiteState } from './site-data.ts';

/** A label in labels.json and labels.ndjson. */
export type LabelRecord = {
  readonly number: string;
  readonly standing: SiteState;
  readonly letter: LabelLetter;
  readonly claims: LabelClaims;
  /** Every entry about the number with its place in the log; the claims are left out of the first one, as they stand above. */
  readonly events: readonly (Readonly<Record<string, unknown>> & { readonly index: number; readonly event: RegisterEntry['event'] })[];
  readonly restsOn: readonly string[];
};

export const labelRecord = ({ number, state, letter, claims, events, restsOn }: SiteLabel): LabelRecord => ({
  number,
  standing: state,
  letter,
  claims,
  events: events.map(({ index, entry }) => {
    const { claims: _, number: __, ...said } = { claims: null, number, ...entry };
    return { index, ...said };
  }),
  restsOn: restsOn.map(({ id }) => id),
});
