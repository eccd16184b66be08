import type { Assessment } from '../../model/assessment.ts';
import type { Case } from '../../model/case.ts';
import { evaluatedAssessment } from '../../programme/latest-assessment.ts';
import type { LabelBehind } from '../../reports/site/label-behind.ts';
import type { LabelReview } from '../../reports/site/label-review.ts';
import type { PublicVerdict } from '../../reports/site/public-verdict.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import { caseOfNumber } from './case-store.ts';
import { readAll } from './read-all.ts';

export type PublicView = { readonly behind: (number: string) => Promise<LabelBehind> };

/** What the public may know of the case behind a certificate: criteria and dates, never file, offset or value (6-programme, Surveillance). */
export function publicView({ db }: Pick<Database, 'db'>, store: Pick<EvidenceStore, 'get'>): PublicView {
  const assessmentOf = async (digest: string | undefined): Promise<Assessment | null> =>
    digest === undefined ? null : (JSON.parse(new TextDecoder().decode(await readAll(await store.get(digest)))) as Assessment);
  const reviewOf = async ({ state, since, proposals }: Case): Promise<LabelReview | null> => {
    if (state !== 'under-review') return null;
    const newer = proposals.findLast(({ closed }) => closed?.plausible === true)?.assessment ?? undefined;
    return { since, criteria: failing(await assessmentOf(newer)) };
  };
  return {
    behind: async (number) => {
      const of = await caseOfNumber(db, number);
      if (of === null) return { review: null, verdicts: [], renews: null, renewedBy: null };
      const by = of.state === 'renewed' || of.state === 'expired' ? of.ended : null;
      return {
        review: await reviewOf(of),
        verdicts: verdictsIn(await assessmentOf(evaluatedAssessment(of)?.digest)),
        renews: await numberOf(db, of.renews),
        renewedBy: await numberOf(db, by),
      };
    },
  };
}

/** The certificate of a case; null: there is none, or no such case. */
async function numberOf(db: Database['db'], id: string | null): Promise<string | null> {
  const row = id === null ? undefined : await db.selectFrom('cases').select('number').where('id', '=', id).executeTakeFirst();
  return row?.number ?? null;
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
