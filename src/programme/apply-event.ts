import type { Case } from '../model/case.ts';
import { applyApplication } from './apply-application.ts';
import { applyDecision } from './apply-decision.ts';
import { applyEvaluation } from './apply-evaluation.ts';
import { applySurveillance } from './apply-surveillance.ts';
import type { CaseEvent } from './case-event.ts';
import { type EventOf, isOf } from './event-of.ts';

/** The case after one of its events. Nothing is checked here: what was kept has happened. `id`: of a case that its first event opens. */
export function applyEvent(before: Case | null, event: CaseEvent, id: string): Case {
  const after = applyPart(before, event, id);
  return {
    ...after,
    version: (before?.version ?? 0) + 1,
    since: after.state === before?.state ? before.since : event.at,
    hats: withHat(after.hats, event.by),
  };
}

function applyPart(before: Case | null, event: CaseEvent, id: string): Case {
  if (event.name === 'open') return applyApplication(before, event, id);
  // A stream begins with its opening; a store that handed out another has lost its beginning.
  if (before === null) throw new Error(`case ${id} begins with ${event.name}`);
  if (isOf('evaluation', event)) return applyEvaluation(before, event);
  if (isOf('decision', event)) return applyDecision(before, event);
  if (isOf('surveillance', event)) return applySurveillance(before, event);
  return applyApplication(before, event as EventOf<'application'>, id);
}

function withHat(hats: Case['hats'], by: CaseEvent['by']): Case['hats'] {
  if (by.kind === 'system') return hats;
  const { person, organisation, role } = by;
  return hats.some((hat) => hat.person === person && hat.role === role) ? hats : [...hats, { person, organisation, role }];
}
