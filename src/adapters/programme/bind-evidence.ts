import type { Kysely } from 'kysely';
import type { CaseEvidenceRow, Tables } from '../database/tables.ts';

/** Notes that bytes which are in the store were brought to a case; once noted, who and when stay. Also for what the programme itself puts there. */
export async function bindEvidence(db: Kysely<Tables>, row: CaseEvidenceRow): Promise<void> {
  await db
    .insertInto('case_evidence')
    .values(row)
    .onConflict((conflict) => conflict.columns(['case_id', 'sha256']).doNothing())
    .execute();
}
