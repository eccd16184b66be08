import { dateText, type Messages, text } from '../model/message.ts';
import { cleanText } from './clean-text.ts';
import type { LabelFacts } from './label-facts.ts';
import { nameText } from './name-text.ts';

export type LabelWords = {
  /** Name of the picture for a screen reader. */
  readonly title: string;
  /** Everything that a form says, in sentences. */
  readonly description: string;
  readonly sure: string;
  /** Until when flaws are mended: a date, that it is over on the day of issue, or that nothing is stated. */
  readonly updates: string;
  readonly graded: string;
};

/** What a label says in words, in one language. */
export function labelWords(facts: LabelFacts, messages: Messages): LabelWords {
  const { number, letter, product, scheme, gradedOn } = facts;
  const words = {
    title: text(messages, 'label.issued.title', { number, letter, product: nameText(product) }),
    sure: text(messages, `assurance.${facts.assurance.lowest}.label`),
    updates: updatesOf(facts, messages),
    graded: text(messages, 'label.graded', { scheme: cleanText(scheme), date: dayText(messages, gradedOn) }),
  };
  return { ...words, description: descriptionOf(facts, words, messages) };
}

/** A day that does not break at the end of a line. */
export const dayText = (messages: Messages, date: string): string => dateText(messages, date).replaceAll(' ', '\u00a0');

function updatesOf({ updatesUntil, issuedOn }: LabelFacts, messages: Messages): string {
  if (updatesUntil === null) return text(messages, 'label.updates.unstated');
  return updatesUntil.slice(0, 10) < issuedOn.slice(0, 10) ? text(messages, 'label.updates.over') : dateText(messages, updatesUntil);
}

function descriptionOf(facts: LabelFacts, words: Omit<LabelWords, 'description'>, messages: Messages): string {
  const colon = text(messages, 'punctuation.colon');
  const { letter, product, maker, category, training, number, issuer } = facts;
  const names = { letter, product: nameText(product), maker: nameText(maker), category: nameText(category) };
  const said = (key: string, value: string): string => `${text(messages, key)}${colon} ${value}.`;
  return [
    ...(training ? [`${text(messages, 'label.training')}.`] : []),
    text(messages, 'label.issued.desc', names),
    said('label.sure', words.sure),
    said('label.updates', words.updates),
    said('label.number', cleanText(number)),
    said('label.issuer', nameText(issuer)),
    words.graded,
  ].join(' ');
}
