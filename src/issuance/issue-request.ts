import type { Assessment } from '../model/assessment.ts';
import type { LabelLetter } from '../model/label-claims.ts';

/** What people decided (ISO/IEC 17065, 7.6): who evaluated does not decide, and nobody raises a letter that was computed. */
export type Decision = {
  readonly letter: LabelLetter;
  readonly decidedBy: readonly string[];
  readonly evaluatedBy: readonly string[];
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly decidedAt: string;
};

/** All that a label is made from; the same request always makes the same claims. */
export type IssueRequest = {
  readonly assessment: Assessment;
  /** SHA-256 of assessment.json as it was written, lower-case hex. */
  readonly assessmentDigest: string;
  readonly decision: Decision;
  /** Of the scheme: whether it issues labels, and for how many months. */
  readonly issuesLabels: boolean;
  readonly labelMonths: number;
  /** Of a reduction: the number whose statement this one replaces with a lower letter, why, and the last instant of its term, which the lower one does not exceed; null for a new label. */
  readonly replaces: { readonly number: string; readonly reason: string; readonly until?: string | undefined } | null;
  /** RFC 3339 instant in UTC, whole seconds. */
  readonly issuedAt: string;
};
