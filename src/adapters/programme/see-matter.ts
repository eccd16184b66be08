import type { Matter } from '../../model/matter.ts';
import { matterClocks } from '../../programme/matter.ts';
import { allowedMatterActs, handlesMatter, lodgedMatterFor } from '../../programme/matter-duties.ts';
import type { ProgrammeSettings } from '../../programme/programme-settings.ts';
import type { Seat } from './desk.ts';
import type { SeenDecision, SeenMatter } from './matters.ts';

/** Whether a seat may see a matter at all: its organisation lodged it, or handles it. */
export const isMatterSeen = (matter: Matter, seat: Seat): boolean =>
  seat === 'system' || handlesMatter(matter, seat) || lodgedMatterFor(matter, seat);

/** A matter as a seat may see it; null: whoever just lodged it without an account. */
export function seeMatter(matter: Matter, seat: Seat | null, settings: ProgrammeSettings): SeenMatter {
  const isOfBody = seat !== null && (seat === 'system' || handlesMatter(matter, seat));
  const { id, report, state, lodgedAt, since, appeal } = matter;
  const { kind, number, words, name, email, language } = report;
  const decided = (decision: Matter['decision']): SeenDecision | null =>
    decision === null ? null : { ...decision, by: isOfBody ? decision.by : null };
  return {
    id,
    kind,
    state,
    number,
    case: matter.case,
    words,
    lodgedAt,
    since,
    reporter: isOfBody ? { name, email, language } : null,
    decision: decided(matter.decision),
    appeal: appeal === null ? null : { ...appeal, decision: decided(appeal.decision) },
    clocks: matterClocks(matter, settings),
    allowed: seat === null || seat === 'system' ? [] : allowedMatterActs(matter, seat),
  };
}
