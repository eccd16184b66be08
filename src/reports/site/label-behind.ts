import type { LabelReview } from './label-review.ts';
import type { PublicVerdict } from './public-verdict.ts';

/** What only a running programme knows of a label: the case behind it, as far as it is the public's to know. */
export type LabelBehind = {
  /** Null: not under review. */
  readonly review: LabelReview | null;
  /** What every criterion came to, by the assessment behind the decision; empty: not known. */
  readonly verdicts: readonly PublicVerdict[];
  /** Numbers of the certificates whose place it took, and that took its place; null: none. */
  readonly renews: string | null;
  readonly renewedBy: string | null;
};
