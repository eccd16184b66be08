import { refusalKey, saysForged } from '../credential/refusal.ts';
import type { Refused } from '../credential/verify/refused.ts';
import { dateText, type Messages, text } from '../model/message.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import type { GenuineLabel } from '../verifier/verify-label.ts';

/** What `iqs verify` says, in the words of the page that checks labels. `offline`: nothing was looked up. */
export function verifyReport(verdict: GenuineLabel | Refused, messages: Messages, offline: boolean): string {
  const lines = verdict.outcome === 'refused' ? refusedLines(verdict, messages) : genuineLines(verdict, messages, offline);
  return `${lines.map(safeText).join('\n')}\n`;
}

const refusedLines = ({ code, because }: Refused, messages: Messages): readonly string[] => [
  text(messages, saysForged(code) ? 'check.fake' : 'check.unproved'),
  `  ${text(messages, refusalKey(code))}`,
  ...(saysForged(code) ? [`  ${text(messages, 'check.refused.plain')}`] : []),
  `  ${code}: ${because}`,
];

function genuineLines(label: GenuineLabel, messages: Messages, offline: boolean): readonly string[] {
  const { front, standing, issuer, cover } = label;
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string => text(messages, key, values);
  const colon = say('punctuation.colon');
  return [
    say(`check.is.${standing}`),
    `  ${say(`check.is.${standing}.plain`)}`,
    ...(issuer.training ? [`  ${say('label.training')}. ${say('check.training')}`] : []),
    '',
    `  ${front.letter}  ${front.product}  (${front.number}, ${issuer.name})`,
    `  ${say('label.sure')}${colon} ${say(`assurance.${front.assurance}.label`)}`,
    `  ${say('label.updates')}${colon} ${updates(label, messages)}`,
    `  ${say('label.graded', { scheme: front.scheme, date: dateText(messages, front.gradedOn) })}`,
    ...standingLines(label, messages, offline),
    ...(cover === null ? [] : [`  ${say(`check.cover.${cover.cover}`, { newest: cover.newest ?? '' })}`]),
    ...label.restsOnGone.map((number) => `  ${say('check.restsOnGone', { number })}`),
    `  ${say('check.hand')} ${say('check.hand.plain')}`,
    ...label.ignored.map(({ what, code }) => `  ${what}: ${code}`),
  ];
}

function updates({ front, asOf }: GenuineLabel, messages: Messages): string {
  if (front.updatesUntil === null) return text(messages, 'label.updates.unstated');
  return asOf !== null && front.updatesUntil < asOf.slice(0, 10)
    ? text(messages, 'label.updates.over')
    : dateText(messages, front.updatesUntil);
}

function standingLines({ asOf, stale, trustIsDue }: GenuineLabel, messages: Messages, offline: boolean): readonly string[] {
  const values = asOf === null ? {} : { date: dateText(messages, asOf), time: asOf.slice(11, 16) };
  return [
    ...(asOf === null ? [] : [`  ${text(messages, offline ? 'check.asOf.offline' : 'check.asOf', values)}`]),
    ...(stale ? [`  ${text(messages, 'check.stale')}`] : []),
    ...(trustIsDue ? [`  ${text(messages, 'check.trustDue')}`] : []),
  ];
}
