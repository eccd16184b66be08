import type { AssessmentPurpose, Case } from '../model/case.ts';
import type { CaseEvent } from './case-event.ts';

/** What the programme has to do because of an event: assess the case, or bring the register to where the case stands. */
export type Work = { readonly kind: 'assess'; readonly purpose: AssessmentPurpose } | { readonly kind: 'settle' };

const settled: ReadonlySet<CaseEvent['name']> = new Set([
  'suspend',
  'reinstate',
  'reduce',
  'withdraw',
  'terminate',
  'lapse',
  'expire',
  'report-change',
  'cover-change',
]);

/** Null: nothing. */
export function workOf(event: CaseEvent, before: Case | null, after: Case): Work | null {
  if (event.name === 'request-assessment') return { kind: 'assess', purpose: event.input.purpose };
  const isGranted = (before?.decision ?? null) === null && after.decision?.outcome.kind === 'grant';
  return isGranted || settled.has(event.name) ? { kind: 'settle' } : null;
}
