import type { Kysely } from 'kysely';
import { readStream } from '../database/read-journal.ts';
import type { Tables } from '../database/tables.ts';
import { caseStream, readCase } from './case-store.ts';
import type { Seat } from './desk.ts';
import { isHidden, mustSee } from './seen-case.ts';

/** The hash in the journal of each event of a case, in order; none for whom events are left out. Refused: `CASE_UNKNOWN`. */
export async function caseChain(db: Kysely<Tables>, seat: Seat, id: string): Promise<readonly string[]> {
  const of = mustSee(seat, await readCase(db, id));
  return isHidden(seat, of) ? [] : (await readStream(db, caseStream(id))).map(({ hash }) => hash);
}
