import type { Case } from '../model/case.ts';
import type { CaseContext } from './case-context.ts';
import type { Refusal } from './case-refusal.ts';
import type { EventOf } from './event-of.ts';
import { isAuthorised } from './is-authorised.ts';
import { latestAssessment } from './latest-assessment.ts';

export function guardEvaluation(before: Case, event: EventOf<'evaluation'>, context: CaseContext): Refusal | null {
  switch (event.name) {
    case 'begin-evaluation':
      return isAuthorised(before, before.laboratory ?? '', context);
    case 'answer-nonconformity':
    case 'close-nonconformity': {
      const id = event.input.nonconformity;
      const found = before.nonconformities.find((each) => each.id === id);
      if (found === undefined) return { code: 'NONCONFORMITY_UNKNOWN', detail: id };
      return found.closed === null ? null : { code: 'NONCONFORMITY_CLOSED', detail: id };
    }
    case 'complete-evaluation': {
      if (before.assessing !== null) return { code: 'ASSESSMENT_RUNNING', detail: before.assessing };
      // The one of the case as it stands: evidence that came later was not evaluated.
      return latestAssessment(before, 'official')?.input === context.input ? null : { code: 'ASSESSMENT_MISSING', detail: 'official' };
    }
    default:
      return null;
  }
}
