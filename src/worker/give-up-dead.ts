import { caseIn } from '../adapters/programme/case-store.ts';
import type { Queue } from '../adapters/queue/queue.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Programme } from './programme.ts';

/**
 * Records as failed what nobody assesses any more: evidence that killed a worker at each of its runs left nobody to say so, and the case would wait for ever. The number recorded.
 */
export async function giveUpDead({ database, desk }: Programme, queue: Pick<Queue, 'find'>): Promise<number> {
  const rows = await database.db.selectFrom('cases').select(['content', 'job']).where('job', 'is not', null).execute();
  let given = 0;
  for (const row of rows) {
    const { id, version, assessing: purpose } = caseIn(row);
    if (purpose === null || row.job === null) continue;
    const state = (await queue.find(row.job))?.state ?? 'dead';
    if (state !== 'dead' && state !== 'cancelled') continue;
    const words = 'The engine did not come to an end; the operator has the details.';
    try {
      await desk.act('system', id, { name: 'record-failure', input: { purpose, words } }, version);
      given += 1;
    } catch (error) {
      // Somebody acted meanwhile: the next round looks again.
      if (!(error instanceof UserError)) throw error;
    }
  }
  return given;
}
