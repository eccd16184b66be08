import { countText, dateText, type Messages, text } from '../model/message.ts';
import { cleanText } from './clean-text.ts';
import type { LabelFacts } from './label-facts.ts';

/** A day that does not break at the end of a line. */
export const dayText = (messages: Messages, date: string): string => dateText(messages, date).replaceAll(' ', '\u00a0');

/** A name that may be empty. */
export const nameText = (raw: string): string => cleanText(raw) || '–';

/** Until when flaws are mended: a date, that it is over on the day of issue, or that nothing is stated. */
export function updatesText({ updatesUntil, issuedOn }: LabelFacts, messages: Messages): string {
  if (updatesUntil === null) return text(messages, 'label.updates.unstated');
  return updatesUntil.slice(0, 10) < issuedOn.slice(0, 10) ? text(messages, 'label.updates.over') : dateText(messages, updatesUntil);
}

export const sureText = ({ assurance }: LabelFacts, messages: Messages): string => text(messages, `assurance.${assurance.lowest}.label`);

export const gradedText = ({ scheme, gradedOn }: LabelFacts, messages: Messages): string =>
  text(messages, 'label.graded', { scheme: cleanText(scheme), date: dayText(messages, gradedOn) });

/** Name of the picture for a screen reader. */
export const titleText = ({ number, letter, product }: LabelFacts, messages: Messages): string =>
  text(messages, 'label.issued.title', { number, letter, product: nameText(product) });

/** Everything that the form says, in sentences. */
export function descriptionText(facts: LabelFacts, messages: Messages): string {
  const colon = text(messages, 'punctuation.colon');
  const { letter, product, maker, category, training, number, issuer } = facts;
  const names = { letter, product: nameText(product), maker: nameText(maker), category: nameText(category) };
  const said = (key: string, value: string): string => `${text(messages, key)}${colon} ${value}.`;
  return [
    ...(training ? [`${text(messages, 'label.training')}.`] : []),
    text(messages, 'label.issued.desc', names),
    said('label.sure', sureText(facts, messages)),
    said('label.updates', updatesText(facts, messages)),
    said('label.number', cleanText(number)),
    said('label.issuer', nameText(issuer)),
    gradedText(facts, messages),
  ].join(' ');
}

/** Versions of a part in one line. */
export function versionsText(
  versions: readonly { readonly version: string; readonly hardware: string | null }[],
  messages: Messages,
): string {
  if (versions.length === 0) return '–';
  const named = versions.map(({ version, hardware }) => (hardware === null ? version : `${version} (${hardware})`)).join(', ');
  return countText(messages, 'label.versions', versions.length, { versions: cleanText(named) });
}
