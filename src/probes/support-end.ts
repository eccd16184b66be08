import { monthsLater } from '../foundation/months-later.ts';
import type { Place } from '../model/finding.ts';
import type { ProbeInput } from '../model/probe.ts';
import { sentencesOf } from './ask-documents.ts';
import { datesIn } from './dates-in.ts';
import { statementsOn } from './statements.ts';

export type DatedLine = { readonly line: number; readonly date: string };

/** What a support statement says of the end of security updates. */
export type SupportEnds = {
  readonly ends: readonly DatedLine[];
  /** Sentences that deny something near a date: what they say of it a person must read. */
  readonly denied: readonly DatedLine[];
};

const denial = /\b(?:no|not|never|without|cannot|neither|nor|none)\b|n['\u2019]t\b/i;
/** Phrases with such a word that promise all the same. */
const assurance = /\b(?:not?|never) (?:before|earlier than|sooner than|less than)\b/gi;

/** Whether a sentence denies something: then what else it says is not to be taken as said. */
export const denies = (sentence: string): boolean => denial.test(sentence.replace(assurance, ''));

/** The dates that a support statement gives for the end of security updates: those in a sentence that speaks of support and of an end. */
export function supportEnds(text: string): SupportEnds {
  const ends: DatedLine[] = [];
  const denied: DatedLine[] = [];
  for (const { line, text: sentence } of sentencesOf(text)) {
    const speaksOfEnd =
      /support|update|patch|maint/i.test(sentence) && /until|till|through|\bto\b|\bend|expir|at least|up to|not before/i.test(sentence);
    if (speaksOfEnd) (denies(sentence) ? denied : ends).push(...datesIn(sentence).map((date) => ({ line, date })));
  }
  return { ends, denied };
}

/** Nobody promises updates for so long: such a date is a slip or a way to pass. */
const longestPromise = 30 * 12;

export const isTooFar = (date: string, asOf: string): boolean => date > monthsLater(asOf, longestPromise);

/** The end that the maker states, and the statement's place; values that hold no single date are left out. */
export const statedEnds = (input: ProbeInput): readonly { readonly at: string; readonly date: string }[] =>
  statementsOn(input, 'support-until').flatMap(({ at, value }) => {
    const dates = datesIn(value);
    return dates.length === 1 ? [{ at, date: dates[0] ?? '' }] : [];
  });

export const linePlace = (file: string, line: number, note: string): Place => ({ at: `${file}:${line}`, note });
