import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { ClientBase } from 'pg';
import { fromKysely, type JobWithMetadata, PgBoss, type WorkOptions } from 'pg-boss';
import { UserError } from '../../foundation/user-error.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { embeddedJobs } from './embedded-jobs.ts';
import type { JobHandler, JobKind, JobRun, Queue, SendOptions } from './queue.ts';
import { findJob, listJobs } from './read-jobs.ts';

export type QueueOptions = {
  /** What went wrong outside of any job: the database away, a lease not renewed. */
  readonly onError?: (error: Error) => void;
  /** How often lost leases are looked for; 10 where left out. */
  readonly superviseSeconds?: number;
  /** How often jobs are looked for that no notice told of, such as one whose time has come; 2 where left out, 0.5 or more. */
  readonly pollSeconds?: number;
};

const day = 86_400;
/** Jobs that are done or dead are kept so long, with what they were about and why they failed. */
const keptSeconds = 30 * day;
const connectionsAtMost = 4;

/** The queue hands this on to its pool. That one listens to a connection in use once, and a server that dies may break it twice: the second would end the process. */
const heard = { onConnect: (client: ClientBase): void => void client.on('error', () => undefined) };

/** pg-boss on the database's own connection (embedded) or on a few more of its own (PostgreSQL); its tables are in the schema `pgboss`, which it migrates itself. */
export async function openQueue(
  database: Database,
  kinds: readonly JobKind[],
  { onError, superviseSeconds = 10, pollSeconds = 2 }: QueueOptions = {},
): Promise<Queue> {
  const boss = new PgBoss({
    ...(database.kind === 'embedded'
      ? { db: embeddedJobs(database.engine), backend: 'pglite' as const }
      : { connectionString: database.url, max: connectionsAtMost, ...heard }),
    useListenNotify: true,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  });
  boss.on('error', (error) => onError?.(error));
  await boss.start();
  for (const kind of kinds) await declare(boss, kind);
  await sql`DELETE FROM job_progress WHERE at < now() - ${keptSeconds + day} * interval '1 second'`.execute(database.db);
  const names = new Set(kinds.map(({ name }) => name));
  const known = (name: string): void => {
    // pg-boss would look it up on the outer handle, which waits for ever inside an embedded transaction.
    if (!names.has(name))
      throw new UserError('JOB_KIND_UNKNOWN', `no kind of job '${name}' was named when the queue was opened`, name, 'name it there');
  };
  return {
    send: async (transaction, name, data, options = {}) => {
      known(name);
      const sent = sendOptions(options);
      for (;;) {
        const id = await boss.send(name, data, { ...sent, db: fromKysely(transaction) });
        if (id !== null || (await holdWaiting(transaction, name, sent.singletonKey))) return id;
      }
    },
    work: async (name, { concurrency }, handler) => {
      known(name);
      const options = { includeMetadata: true, pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds } as const;
      const run = (jobs: JobWithMetadata<never>[]): Promise<void> => runAll(database, jobs, handler);
      await Promise.all(Array.from({ length: concurrency }, () => openLane(boss, name, options, run)));
    },
    schedule: async (name, cron, data) => {
      known(name);
      await boss.schedule(name, cron, data, { tz: 'UTC', missed: 'once' });
    },
    find: (id, db = database.db) => findJob(db, id),
    list: (state, limit) => listJobs(database.db, state, limit),
    retry: async (name, id) => void (await boss.retry(name, id)),
    stop: (graceSeconds = 30) => boss.stop({ graceful: true, timeout: graceSeconds * 1000 }),
  };
}

/** What was declared before is brought to what is declared now. */
async function declare(boss: PgBoss, kind: JobKind): Promise<void> {
  const { name, leaseSeconds = 60, longestSeconds = 3600, retries = 5, retryDelaySeconds = 5 } = kind;
  const options = {
    heartbeatSeconds: leaseSeconds,
    expireInSeconds: longestSeconds,
    retryLimit: retries,
    retryDelay: retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: 3600,
    retentionSeconds: keptSeconds,
    deleteAfterSeconds: keptSeconds,
    notify: true,
  };
  await boss.createQueue(name, { ...options, policy: 'stately' });
  await boss.updateQueue(name, options);
}

/** The policy is one that waits and one that runs by key: who gives none gets one of his own. */
const sendOptions = ({ singletonKey, startAfter, retry }: SendOptions) => ({
  singletonKey: singletonKey ?? randomUUID(),
  ...(startAfter === undefined ? {} : { startAfter }),
  ...(retry === undefined ? {} : { retryLimit: retry.limit, retryDelay: retry.delaySeconds }),
});

/**
 * A job that waits already is left to do the work only if it cannot begin before the transaction commits: locked, it is passed over by who fetches. Begun between, it would not see what it is needed for, and nobody
 * else would come. False: it has begun.
 */
async function holdWaiting(transaction: Transaction<Tables>, name: string, key: string): Promise<boolean> {
  const { rows } = await sql`SELECT id FROM pgboss.job
    WHERE name = ${name} AND singleton_key = ${key} AND state = 'created' FOR UPDATE`.execute(transaction);
  return rows.length > 0;
}

/** One job after another. Where one was there may be more: left alone it would look again after the whole interval. */
async function openLane(
  boss: PgBoss,
  name: string,
  options: WorkOptions & { readonly includeMetadata: true },
  run: (jobs: JobWithMetadata<never>[]) => Promise<void>,
): Promise<void> {
  const id: string = await boss.work(name, options, (jobs: JobWithMetadata<never>[]) => run(jobs).finally(() => boss.notifyWorker(id)));
}

async function runAll<T extends object>(database: Database, jobs: readonly JobWithMetadata<T>[], handler: JobHandler<T>): Promise<void> {
  for (const job of jobs) {
    const run: JobRun = {
      id: job.id,
      attempt: job.retryCount + 1,
      signal: job.signal,
      progress: (done, total, note = '') => writeProgress(database, job.id, done, total, note),
    };
    await handler(job.data, run);
  }
}

/** Kept, and told on the channel `job_progress` with the job's id. */
async function writeProgress({ db }: Database, job: string, done: number, total: number, note: string): Promise<void> {
  await sql`WITH written AS (
      INSERT INTO job_progress (job, done, total, note) VALUES (${job}::uuid, ${done}, ${total}, ${note})
      ON CONFLICT (job) DO UPDATE SET done = excluded.done, total = excluded.total, note = excluded.note, at = now() RETURNING job)
    SELECT pg_notify('job_progress', job::text) FROM written`.execute(db);
}
