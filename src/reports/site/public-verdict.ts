import type { JudgedCriterion } from '../../model/assessment.ts';
import type { LabelledPart } from '../../model/label-claims.ts';
import { rank } from '../../model/letter.ts';

/** What the public may know of a verdict: what it came to and by what assurance, never the findings behind it. */
export type PublicVerdict = Pick<JudgedCriterion, 'criterion' | 'rung' | 'verdict' | 'assurance'> & { readonly part: string };

/** What kept a part from the next better letter. */
export const keepsFromNext = (verdicts: readonly PublicVerdict[], { id, letter }: LabelledPart): readonly PublicVerdict[] =>
  verdicts.filter(
    ({ part, rung, verdict }) => part === id && rank(rung) === rank(letter) + 1 && (verdict === 'fail' || verdict === 'inconclusive'),
  );
