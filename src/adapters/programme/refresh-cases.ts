import type { Case } from '../../model/case.ts';
import { applyEvent } from '../../programme/apply-event.ts';
import type { Database } from '../database/database.ts';
import { caseShape, readCaseEvents, writeCase } from './case-store.ts';

/** Makes the rows of cases anew that an older program wrote, each from its events; gives their number. A case that somebody acts on meanwhile is left to that act. */
export async function refreshCases({ db }: Pick<Database, 'db'>): Promise<number> {
  const old = await db.selectFrom('cases').select(['id', 'version']).where('shape', '<>', caseShape).execute();
  for (const { id, version } of old) {
    const events = await readCaseEvents(db, id);
    const of = events.reduce<Case | null>((before, event) => applyEvent(before, event, id), null);
    await db.transaction().execute(async (transaction) => {
      const row = await transaction.selectFrom('cases').select('version').where('id', '=', id).forUpdate().executeTakeFirst();
      if (of !== null && row?.version === version) await writeCase(transaction, of);
    });
  }
  return old.length;
}
