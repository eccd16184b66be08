import type { Assessment } from '../../model/assessment.ts';
import { evaluatedAssessment } from '../../programme/latest-assessment.ts';
import type { LabelReview } from '../../reports/site/label-review.ts';
import type { PublicVerdict } from '../../reports/site/public-verdict.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import { caseOfNumber } from './case-store.ts';
import { readAll } from './read-all.ts';

export type PublicView = {
  /** Null: not under review, or no certificate of this programme. */
  readonly reviewOf: (number: string) => Promise<LabelReview | null>;
  /** Empty where the assessment behind the decision is not known. */
  readonly verdictsOf: (number: string) => Promise<readonly PublicVerdict[]>;
};

/** What the public may know of the case behind a certificate: criteria and dates, never file, offset or value (6-programme, Surveillance). */
export function publicView({ db }: Pick<Database, 'db'>, store: Pick<EvidenceStore, 'get'>): PublicView {
  const assessmentBehind = async (digest: string | undefined): Promise<Assessment | null> =>
    digest === undefined ? null : (JSON.parse(new TextDecoder().decode(await readAll(await store.get(digest)))) as Assessment);
  return {
    reviewOf: async (number) => {
      const of = await caseOfNumber(db, number);
      if (of === null || of.state !== 'under-review') return null;
      const newer = of.proposals.findLast(({ closed }) => closed?.plausible === true)?.assessment ?? null;
      return { since: of.since, criteria: newer === null ? [] : failing(await assessmentBehind(newer)) };
    },
    verdictsOf: async (number) => {
      const of = await caseOfNumber(db, number);
      return of === null ? [] : verdictsIn(await assessmentBehind(evaluatedAssessment(of)?.digest));
    },
  };
}

const failing = (assessment: Assessment | null): readonly string[] =>
  [
    ...new Set(
      (assessment?.parts ?? []).flatMap(({ verdicts }) =>
        verdicts.filter(({ verdict }) => verdict === 'fail').map(({ criterion }) => criterion),
      ),
    ),
  ].sort();

const verdictsIn = (assessment: Assessment | null): readonly PublicVerdict[] =>
  (assessment?.parts ?? []).flatMap(({ id, verdicts }) =>
    verdicts.map(({ criterion, rung, verdict, assurance }) => ({ part: id, criterion, rung, verdict, assurance })),
  );
