import { canonicalJson } from '../foundation/canonical-json.ts';
import type { Assessment } from '../model/assessment.ts';

/** The text of assessment.json: canonical, so that the same assessment gives the same bytes and one digest. */
export const assessmentJson = (assessment: Assessment): string => canonicalJson(assessment);
