import type { Matter, MatterDecision, MatterOutcome, MatterReport } from '../model/matter.ts';
import type { ProgrammeSettings } from './programme-settings.ts';
import { daysLater, workingDaysLater } from './working-days.ts';

/** `by`: id of a person of the body; an appeal is the reporter's, who is known by the matter's own id. */
export type MatterAct =
  | { readonly name: 'acknowledge'; readonly by: string }
  | { readonly name: 'take-in-hand'; readonly by: string }
  | { readonly name: 'decide'; readonly by: string; readonly outcome: MatterOutcome; readonly reasons: string }
  | { readonly name: 'appeal'; readonly reasons: string }
  | { readonly name: 'decide-appeal'; readonly by: string; readonly outcome: MatterOutcome; readonly reasons: string };

/** What an act is judged by besides the matter. */
export type MatterContext = {
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly now: string;
  readonly settings: ProgrammeSettings;
  /** People with a hat on the case that it is about: they decide neither (ISO/IEC 17065, 7.13.5). */
  readonly involved: ReadonlySet<string>;
};

export type MatterRefusal = 'STATE_FORBIDS' | 'TIME_BACKWARDS' | 'CONFLICT_CASE' | 'CONFLICT_HAT' | 'REASONS_MISSING' | 'APPEAL_LATE';

export type MatterTransition =
  | { readonly outcome: 'done'; readonly matter: Matter }
  | { readonly outcome: 'refused'; readonly refusal: MatterRefusal };

/** What a matter is about and who lodged it, as far as that is known. */
export type MatterPlace = Pick<Matter, 'case' | 'body' | 'lodgedBy'>;
const nowhere: MatterPlace = { case: null, body: null, lodgedBy: null };

/** A matter as it is lodged. `id`: 24 signs of base64url from a good source of chance. */
export const lodgedMatter = (id: string, report: MatterReport, now: string, place: MatterPlace = nowhere): Matter => ({
  id,
  report,
  ...place,
  state: 'lodged',
  lodgedAt: now,
  since: now,
  people: [],
  decision: null,
  appeal: null,
});

/** What an act makes of a matter, or why it is refused: state, then time, then who, then the facts. */
export function moveMatter(before: Matter, act: MatterAct, context: MatterContext): MatterTransition {
  const refusal = refusalOf(before, act, context);
  return refusal === null ? { outcome: 'done', matter: moved(before, act, context.now) } : { outcome: 'refused', refusal };
}

function refusalOf(before: Matter, act: MatterAct, { now, settings, involved }: MatterContext): MatterRefusal | null {
  if (!isMatterOpenTo(before, act.name)) return 'STATE_FORBIDS';
  if (now < before.since) return 'TIME_BACKWARDS';
  const decides = act.name === 'decide' || act.name === 'decide-appeal';
  if (decides && involved.has(act.by)) return 'CONFLICT_CASE';
  // Decided by people not in the case (6-programme): nobody who had the matter in hand has the appeal.
  if (act.name === 'decide-appeal' && before.people.includes(act.by)) return 'CONFLICT_HAT';
  if ('reasons' in act && act.reasons.trim() === '') return 'REASONS_MISSING';
  if (act.name === 'appeal' && now > daysLater(before.since, settings.appealDays)) return 'APPEAL_LATE';
  return null;
}

/** Whether an act makes sense in the matter's state, whoever comes with it. */
export function isMatterOpenTo({ state, appeal }: Pick<Matter, 'state' | 'appeal'>, name: MatterAct['name']): boolean {
  switch (name) {
    case 'acknowledge':
      return state === 'lodged';
    case 'take-in-hand':
      return state === 'lodged' || state === 'acknowledged';
    case 'decide':
      return state === 'in-hand';
    case 'appeal':
      return state === 'decided' && appeal === null;
    case 'decide-appeal':
      return appeal !== null && appeal.decision === null;
  }
}

function moved(before: Matter, act: MatterAct, now: string): Matter {
  const after = { ...before, since: now, people: 'by' in act ? [...new Set([...before.people, act.by])] : before.people };
  switch (act.name) {
    case 'acknowledge':
      return { ...after, state: 'acknowledged' };
    case 'take-in-hand':
      return { ...after, state: 'in-hand' };
    case 'decide':
      return { ...after, state: 'decided', decision: decided(act, now) };
    case 'appeal':
      return { ...after, appeal: { reasons: act.reasons, at: now, decision: null } };
    case 'decide-appeal':
      return { ...after, appeal: before.appeal === null ? null : { ...before.appeal, decision: decided(act, now) } };
  }
}

const decided = ({ outcome, reasons, by }: Omit<MatterDecision, 'at'>, at: string): MatterDecision => ({ outcome, reasons, by, at });

export type MatterClock = { readonly kind: 'reply' | 'decision' | 'appeal' | 'appeal-decision'; readonly due: string };

/** What is due on a matter now; `appeal`: until when the reporter may. */
export function matterClocks({ report, state, lodgedAt, decision, appeal }: Matter, settings: ProgrammeSettings): readonly MatterClock[] {
  if (appeal !== null)
    return appeal.decision === null ? [{ kind: 'appeal-decision', due: daysLater(appeal.at, settings.appealDecisionDays) }] : [];
  if (decision !== null) return [{ kind: 'appeal', due: daysLater(decision.at, settings.appealDays) }];
  const decisionDays = report.kind === 'appeal' ? settings.appealDecisionDays : settings.complaintDecisionDays;
  const decide: MatterClock = { kind: 'decision', due: daysLater(lodgedAt, decisionDays) };
  return state === 'lodged' ? [{ kind: 'reply', due: workingDaysLater(lodgedAt, settings.complaintReplyWorkingDays) }, decide] : [decide];
}
