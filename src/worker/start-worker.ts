import { publishLists } from '../adapters/authority/publish-lists.ts';
import { readCase } from '../adapters/programme/case-store.ts';
import type { JobKind, Queue } from '../adapters/queue/queue.ts';
import { syncRegisterIndex } from '../adapters/register-index/sync-register-index.ts';
import { assessCase } from './assess-case.ts';
import { giveUpDead } from './give-up-dead.ts';
import type { Programme } from './programme.ts';
import { remindOfClocks } from './remind-of-clocks.ts';
import { settleRegister } from './settle-register.ts';
import { proposeChanges, watchCases } from './watch-cases.ts';

type CaseJob = { readonly case: string };

/** Runs that fail by themselves, before that is recorded. */
const assessFailures = 3;
/** And runs altogether: workers that are killed count too, and what is asked for is not lost with them. */
const assessRuns = 12;
/** An assessment of gigabytes takes minutes; one that takes longer is somebody's attack or our defect. */
const longestSeconds = 3600;

export const jobKinds = [
  { name: 'assess', leaseSeconds: 60, longestSeconds, retries: assessRuns },
  { name: 'settle', leaseSeconds: 60, retries: 20 },
  { name: 'watch', retries: 2 },
  { name: 'publish', retries: 2 },
] as const satisfies readonly JobKind[];

/** Hourly, so that a certificate's last day is noticed on the next; status lists speak for 24 hours (docs/spec/register.md) and are signed anew twice within that. */
const schedules = { watch: '7 * * * *', publish: '22 */8 * * *' } as const;

/** Runs the programme's jobs in this process: assessments, `concurrency` at a time; the register's, one at a time, where the authority's keys are. */
export async function startWorker(programme: Programme, queue: Queue, { concurrency }: { readonly concurrency: number }): Promise<void> {
  await queue.work<CaseJob>('assess', { concurrency }, async ({ case: id }, { attempt, progress }) => {
    const report = (done: number, total: number, note: string): void => void progress(done, total, note).catch(() => undefined);
    const assessed = await assessCase(programme, id, { progress: report, isLast: attempt > assessFailures });
    // A worker before this one may have been killed after it recorded and before it proposed: what was proposed is not proposed again.
    if (assessed?.purpose === 'surveillance' || attempt > 1) await proposeChanges(programme, await readCase(programme.database.db, id));
  });
  await queue.work('watch', { concurrency: 1 }, async () => {
    await giveUpDead(programme, queue);
    await watchCases(programme);
    await remindOfClocks({ ...programme, queue });
  });
  await queue.schedule('watch', schedules.watch, {});
  const { authority, database, now } = programme;
  if (authority === null) return;
  await queue.work<CaseJob>('settle', { concurrency: 1 }, async ({ case: id }) => settleRegister(programme, authority, id));
  await queue.work('publish', { concurrency: 1 }, async () => {
    await publishLists(authority, now());
    await syncRegisterIndex(database, authority);
  });
  await queue.schedule('publish', schedules.publish, {});
  // Whatever was signed before a stop may be old by now.
  await database.db.transaction().execute((transaction) => queue.send(transaction, 'publish', {}, { singletonKey: 'start' }));
}
