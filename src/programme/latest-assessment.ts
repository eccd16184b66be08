import type { AssessmentPurpose, Case, CaseAssessment } from '../model/case.ts';

/** The newest assessment for a purpose; null where there is none. */
export const latestAssessment = ({ assessments }: Pick<Case, 'assessments'>, purpose: AssessmentPurpose): CaseAssessment | null =>
  assessments.findLast((each) => each.purpose === purpose) ?? null;

/** The assessment that was evaluated: what is reviewed and decided on. */
export const evaluatedAssessment = ({ assessments, evaluation }: Pick<Case, 'assessments' | 'evaluation'>): CaseAssessment | null =>
  assessments.findLast(({ digest }) => digest === evaluation?.assessment) ?? null;
