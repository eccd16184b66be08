import type { CaseState, MeasureKind, ProposalCause } from '../../model/case.ts';
import type { ActionName } from '../../model/case-action.ts';
import type { Choice } from '../../model/choice.ts';
import type { MatterKind, MatterOutcome, MatterState } from '../../model/matter.ts';
import { type Messages, text } from '../../model/message.ts';
import type { Role } from '../../model/organisation.ts';
import type { MatterClock } from '../../programme/matter.ts';
import type { MatterActName } from '../../programme/matter-duties.ts';
import type { Html } from '../../reports/html/html.ts';
import { say } from '../../reports/html/phrase-html.ts';

/** Words of the programme by what they name; the one place that knows how their keys are put together. */
export const stateWord = (messages: Messages, state: CaseState): Html => say(messages, `programme.state.${state}`);
export const roleWord = (messages: Messages, role: Role): Html => say(messages, `programme.role.${role}`);
export const roleText = (messages: Messages, role: Role): string => text(messages, `programme.role.${role}`);
export const actionWord = (messages: Messages, action: ActionName): Html => say(messages, `programme.action.${action}`);
/** An act as it stands in a history: done. */
export const deedWord = (messages: Messages, action: ActionName): Html => say(messages, `programme.did.${action}`);
export const clockWord = (messages: Messages, kind: string): Html => say(messages, `programme.clock.${kind}`);
export const causeWord = (messages: Messages, cause: ProposalCause): Html => say(messages, `programme.cause.${cause}`);
export const measureWord = (messages: Messages, kind: MeasureKind): Html => say(messages, `portal.measure.${kind}`);
export const choiceWord = (messages: Messages, choice: Choice): Html =>
  say(messages, `portal.choice.${choice.kind}`, choice.kind === 'lower' ? { letter: choice.letter } : {});
export const matterText = (messages: Messages, kind: MatterKind): string =>
  text(messages, kind === 'appeal' ? 'portal.matter.appeal' : `public.matter.${kind}`);
export const matterStateWord = (messages: Messages, state: MatterState): Html => say(messages, `public.matter.state.${state}`);
export const matterClockWord = (messages: Messages, kind: MatterClock['kind']): Html => say(messages, `public.matter.due.${kind}`);
export const outcomeWord = (messages: Messages, outcome: MatterOutcome): Html => say(messages, `portal.outcome.${outcome}`);
export const matterActWord = (messages: Messages, name: MatterActName): Html => say(messages, `portal.matter.act.${name}`);
/** The plain sentence of a refusal; one that the catalogue does not know says its code. */
export const refusalWords = (messages: Messages, code: string, detail: string): Html =>
  say(messages, refusalKey(messages, code), { code, detail });

function refusalKey(messages: Messages, code: string): string {
  const known = [`programme.refusal.${code}`, `portal.refusal.${code}`];
  const all = { ...messages.fallback?.texts, ...messages.texts };
  return known.find((key) => Object.hasOwn(all, key)) ?? 'portal.refusal.other';
}
