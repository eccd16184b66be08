import type { Place } from '../model/finding.ts';
import type { ProbeInput } from '../model/probe.ts';
import { sentencesOf } from './ask-documents.ts';
import { datesIn } from './calendar.ts';
import { statementsOn } from './statements.ts';

export type DatedLine = { readonly line: number; readonly date: string };

/** The dates that a support statement gives for the end of security updates: those in a sentence that speaks of support and of an end. */
export function supportEnds(text: string): readonly DatedLine[] {
  return sentencesOf(text).flatMap(({ line, text: sentence }) => {
    const speaksOfEnd =
      /support|update|patch|maint/i.test(sentence) && /until|till|through|\bto\b|\bend|expir|at least|up to|not before/i.test(sentence);
    return speaksOfEnd ? datesIn(sentence).map((date) => ({ line, date })) : [];
  });
}

/** The end that the maker states, and the statement's place; values that hold no single date are left out. */
export const statedEnds = (input: ProbeInput): readonly { readonly at: string; readonly date: string }[] =>
  statementsOn(input, 'support-until').flatMap(({ at, value }) => {
    const dates = datesIn(value);
    return dates.length === 1 ? [{ at, date: dates[0] ?? '' }] : [];
  });

export const linePlace = (file: string, line: number, note: string): Place => ({ at: `${file}:${line}`, note });
