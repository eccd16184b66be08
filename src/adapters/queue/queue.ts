import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** A kind of job. All kinds are named when the queue is opened. */
export type JobKind = {
  readonly name: string;
  /** A worker that is not heard of for so long has lost the job to another: 10 or more, 60 where left out. It is renewed at half time while the event loop turns. */
  readonly leaseSeconds?: number;
  /** However alive its worker is, a run that takes longer has failed: at most a day, an hour where left out. */
  readonly longestSeconds?: number;
  /** Runs after the first that failed; 5 where left out. */
  readonly retries?: number;
  /** Before the second run; it doubles each time, with some chance, up to an hour. 5 where left out. */
  readonly retryDelaySeconds?: number;
};

export type SendOptions = {
  /** At most one job with the key waits and at most one runs. */
  readonly singletonKey?: string;
  readonly startAfter?: Date;
  readonly retry?: { readonly limit: number; readonly delaySeconds: number };
};

/** A job in a worker's hands. */
export type JobRun = {
  readonly id: string;
  /** Counted from 1. */
  readonly attempt: number;
  /** Aborted when the lease is lost, the run takes too long, or the queue stops: what the handler does then counts no more. */
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number, note?: string) => Promise<void>;
};

export type JobHandler<T> = (data: T, run: JobRun) => Promise<void>;

export type JobState = 'waiting' | 'running' | 'done' | 'dead' | 'cancelled';

/** A job as a page shows it. */
export type JobView = {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  /** `waiting` also after a failed run that will be tried again; `dead`: no run is left. */
  readonly state: JobState;
  /** Runs begun. */
  readonly attempts: number;
  readonly startAfter: Date;
  readonly ended: Date | null;
  /** Of the last run that failed. */
  readonly failure: string | null;
  readonly progress: { readonly done: number; readonly total: number; readonly note: string } | null;
};

/** Jobs in the database they are about. A job may run twice (its worker killed after the work and before saying so): handlers are written for that. */
export type Queue = {
  /** Waits in the transaction: it is there if and only if that commits. The id; null: the key waits already, and cannot begin before that either. Throws for a kind that was not named. */
  readonly send: (transaction: Transaction<Tables>, name: string, data: object, options?: SendOptions) => Promise<string | null>;
  /** Runs the jobs of a kind in this process, `concurrency` at a time. */
  readonly work: <T extends object>(name: string, options: { readonly concurrency: number }, handler: JobHandler<T>) => Promise<void>;
  /** By a cron expression in UTC; times missed while nothing ran are made up for once. */
  readonly schedule: (name: string, cron: string, data: object) => Promise<void>;
  /** Null: unknown, or done so long ago that it was swept away. Also inside a transaction, by its handle. */
  readonly find: (id: string, db?: Kysely<Tables>) => Promise<JobView | null>;
  /** Newest first. */
  readonly list: (state: JobState, limit: number) => Promise<readonly JobView[]>;
  /** Gives a dead job its runs again. */
  readonly retry: (name: string, id: string) => Promise<void>;
  /** Takes no more jobs, waits for those that run, at most `graceSeconds` (30), then aborts them: they are another worker's after their lease. */
  readonly stop: (graceSeconds?: number) => Promise<void>;
};
