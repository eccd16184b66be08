import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { JobView, Queue } from '../queue/queue.ts';

/** How far the assessment of a case has come that was asked for last; null: nothing runs, or nothing is known yet. */
export async function assessmentProgress(db: Kysely<Tables>, queue: Pick<Queue, 'find'>, id: string): Promise<JobView['progress']> {
  const row = await db.selectFrom('cases').select('job').where('id', '=', id).executeTakeFirst();
  const job = row?.job ?? null;
  return job === null ? null : ((await queue.find(job))?.progress ?? null);
}
