import type { LabelClaims } from '../model/label-claims.ts';
import type { ComponentSummary, RegisterEntry } from '../model/register-entry.ts';
import { type HistoryFault, type NumberEvent, type Standing, transition } from './transition.ts';

/** An entry with its place in the log. */
export type PlacedEntry = { readonly index: number; readonly entry: RegisterEntry };

/** What a number's entries come to, in the order of the log. */
export type LabelHistory = {
  readonly number: string;
  /** Null: never issued. */
  readonly standing: Standing | null;
  readonly claims: LabelClaims | null;
  readonly component: ComponentSummary | null;
  readonly issuer: string | null;
  /** Of the newest credential and printed statement: the reduced ones once a label was reduced. */
  readonly signed: { readonly credential: string; readonly printed: string | null; readonly kid: string } | null;
  /** What the certificate covers beyond its claims. */
  readonly added: readonly Extract<RegisterEntry, { readonly event: 'version-added' }>[];
  readonly events: readonly PlacedEntry[];
  /** Entries that were not allowed; they change nothing. */
  readonly faults: readonly { readonly index: number; readonly code: HistoryFault }[];
};

/** A label's status is this fold and nothing else (docs/spec/register.md). Entries about other numbers are passed over; keys are not looked at. */
export function labelHistory(number: string, entries: readonly PlacedEntry[]): LabelHistory {
  const none: LabelHistory = {
    number,
    standing: null,
    claims: null,
    component: null,
    issuer: null,
    signed: null,
    added: [],
    events: [],
    faults: [],
  };
  return entries.reduce((history, placed) => {
    const { entry } = placed;
    return 'number' in entry && entry.number === number ? step(history, placed, entry) : history;
  }, none);
}

function step(history: LabelHistory, placed: PlacedEntry, entry: RegisterEntry & NumberEvent): LabelHistory {
  const next = transition(history.standing, entry);
  const fault = 'fault' in next ? next.fault : partFault(history, entry);
  if (fault !== null || 'fault' in next)
    return { ...history, faults: [...history.faults, { index: placed.index, code: fault ?? 'TRANSITION_ILLEGAL' }] };
  const after = { ...history, standing: next.standing, events: [...history.events, placed] };
  switch (entry.event) {
    case 'issued':
      return { ...after, claims: entry.claims, issuer: entry.issuer, signed: signedOf(entry) };
    case 'component-issued':
      return { ...after, component: entry.component, issuer: entry.issuer, signed: signedOf({ ...entry, printed: null }) };
    case 'reduced':
      return { ...after, claims: entry.claims, signed: signedOf(entry) };
    case 'version-added':
      return { ...after, added: [...history.added, entry] };
    default:
      return after;
  }
}

const partFault = ({ claims }: LabelHistory, entry: NumberEvent): HistoryFault | null =>
  entry.event === 'version-added' && !claims?.parts.some(({ id }) => id === entry.part) ? 'PART_UNKNOWN' : null;

const signedOf = ({ credential, printed, kid }: NonNullable<LabelHistory['signed']>): LabelHistory['signed'] => ({
  credential,
  printed,
  kid,
});
