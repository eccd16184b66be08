import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { JobState, JobView } from './queue.ts';

type Row = {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly state: string;
  readonly retry_count: number;
  readonly start_after: Date;
  readonly completed_on: Date | null;
  readonly output: { readonly message?: string } | null;
  readonly done: number | null;
  readonly total: number | null;
  readonly note: string | null;
};

/** The queue's words for our states. */
const words: Readonly<Record<JobState, readonly string[]>> = {
  waiting: ['created', 'retry'],
  running: ['active'],
  done: ['completed'],
  dead: ['failed'],
  cancelled: ['cancelled'],
};

export async function findJob(db: Kysely<Tables>, id: string): Promise<JobView | null> {
  const { rows } = await select(db, sql`WHERE j.id = ${id}::uuid`);
  return rows[0] === undefined ? null : viewOf(rows[0]);
}

/** Newest first. */
export async function listJobs(db: Kysely<Tables>, state: JobState, limit: number): Promise<readonly JobView[]> {
  const { rows } = await select(
    db,
    sql`WHERE j.state::text = ANY(${sql.val([...words[state]])}::text[]) ORDER BY j.created_on DESC, j.id LIMIT ${limit}`,
  );
  return rows.map(viewOf);
}

const select = (db: Kysely<Tables>, rest: ReturnType<typeof sql>) =>
  sql<Row>`SELECT j.id::text, j.name, j.data, j.state::text, j.retry_count, j.start_after, j.completed_on, j.output, p.done, p.total, p.note
    FROM pgboss.job j LEFT JOIN job_progress p ON p.job = j.id ${rest}`.execute(db);

function viewOf({ id, name, data, state, retry_count, start_after, completed_on, output, done, total, note }: Row): JobView {
  return {
    id,
    name,
    data,
    state: (Object.keys(words) as JobState[]).find((word) => words[word].includes(state)) ?? 'waiting',
    attempts: state === 'created' ? 0 : retry_count + 1,
    startAfter: start_after,
    ended: completed_on,
    failure: state === 'completed' ? null : (output?.message ?? null),
    progress: done === null ? null : { done, total: total ?? 0, note: note ?? '' },
  };
}
