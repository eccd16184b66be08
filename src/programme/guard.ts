import type { Case } from '../model/case.ts';
import type { CaseContext } from './case-context.ts';
import type { CaseEvent } from './case-event.ts';
import type { Refusal } from './case-refusal.ts';
import { isOf } from './event-of.ts';
import { guardApplication } from './guard-application.ts';
import { guardDecision } from './guard-decision.ts';
import { guardEvaluation } from './guard-evaluation.ts';
import { guardSurveillance } from './guard-surveillance.ts';

/** Whether the facts of an act hold; who acts and when was asked before. Null: they do. */
export function guard(before: Case | null, event: CaseEvent, context: CaseContext): Refusal | null {
  if (isOf('application', event)) return guardApplication(before, event, context);
  if (before === null) return { code: 'STATE_FORBIDS', detail: 'none' };
  if (isOf('evaluation', event)) return guardEvaluation(before, event, context);
  if (isOf('decision', event)) return guardDecision(before, event, context);
  return isOf('surveillance', event) ? guardSurveillance(before, event, context) : null;
}
