import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { openQueue } from '../queue/open-queue.ts';
import type { JobKind, Queue } from '../queue/queue.ts';

const schema = z.strictObject({
  name: z.string(),
  data: z.record(z.string(), z.unknown()),
  singletonKey: z.string(),
  startAfter: z.iso.datetime(),
  retry: z.strictObject({ limit: z.int(), delaySeconds: z.int() }),
  kind: z.strictObject({ leaseSeconds: z.int(), longestSeconds: z.int() }),
});

type WaitingJob = z.infer<typeof schema>;

/** Jobs that wait or run, a line each: one that runs at the time of the back-up is run anew. What is done or dead is not carried over. */
export async function waitingJobs(db: Kysely<Tables>): Promise<readonly string[]> {
  const installed = await sql<{ there: boolean }>`SELECT to_regclass('pgboss.job') IS NOT NULL AS there`.execute(db);
  if (installed.rows[0]?.there !== true) return [];
  const { rows } = await sql<Readonly<Record<string, unknown>> & { start_after: Date }>`
    SELECT name, COALESCE(data, '{}') AS data, singleton_key, start_after, retry_limit, retry_delay, heartbeat_seconds, expire_seconds
    FROM pgboss.job WHERE state::text IN ('created', 'retry', 'active') AND name NOT LIKE '\\_\\_pgboss%' ORDER BY created_on, id`.execute(
    db,
  );
  return rows.map((row) =>
    JSON.stringify({
      name: row['name'],
      data: row['data'],
      singletonKey: row['singleton_key'],
      startAfter: row.start_after.toISOString(),
      retry: { limit: row['retry_limit'], delaySeconds: row['retry_delay'] },
      kind: { leaseSeconds: row['heartbeat_seconds'], longestSeconds: row['expire_seconds'] },
    }),
  );
}

/** A queue that knows the kinds of these jobs, and the jobs to send with the transaction that brings back the rest. */
export async function openForJobs(
  database: Database,
  lines: readonly string[],
): Promise<{ readonly queue: Queue; readonly sendAll: (transaction: Transaction<Tables>) => Promise<void> }> {
  const jobs = lines.map((line): WaitingJob => schema.parse(JSON.parse(line)));
  const kinds = new Map(jobs.map(({ name, kind }): readonly [string, JobKind] => [name, { name, ...kind }]));
  const queue = await openQueue(database, [...kinds.values()]);
  const sendAll = async (transaction: Transaction<Tables>): Promise<void> => {
    for (const { name, data, singletonKey, startAfter, retry } of jobs) {
      await queue.send(transaction, name, data, { singletonKey, startAfter: new Date(startAfter), retry });
    }
  };
  return { queue, sendAll };
}
