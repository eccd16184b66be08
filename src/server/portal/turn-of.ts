import type { CaseState } from '../../model/case.ts';
import type { Role } from '../../model/organisation.ts';

/** Whose turn a case is by its state alone; `portal.next.<state>` says in words what that role does then. */
export const turnOf: Readonly<Partial<Record<CaseState, Role>>> = {
  draft: 'applicant',
  submitted: 'reviewer',
  accepted: 'evaluator',
  'in-evaluation': 'evaluator',
  'nonconformities-open': 'applicant',
  evaluated: 'reviewer',
  'in-review': 'reviewer',
  'decision-pending': 'decision-maker',
  'under-review': 'surveillance-officer',
  suspended: 'surveillance-officer',
};
