import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { JobKind, Queue } from '../queue/queue.ts';

/** One attempt at one delivery. */
export type WebhookJob = {
  readonly webhook: string;
  /** Of the delivery: the same over all its attempts. */
  readonly message: string;
  /** A topic, or `ping`. */
  readonly type: string;
  /** When what it tells of happened: RFC 3339. */
  readonly timestamp: string;
  readonly data: unknown;
  /** Counted from 1. */
  readonly attempt: number;
};

/** Attempts that a receiver fails are jobs of their own (`retryDelay`); these runs are for workers that die. */
export const webhookJobKind: JobKind = { name: 'deliver-webhook', leaseSeconds: 30, longestSeconds: 60, retries: 3, retryDelaySeconds: 10 };

export const newMessageId = (): string => `msg_${randomBytes(16).toString('hex')}`;

/** Queued once, however often a job before it ran. `delaySeconds`: before it is tried. `now`: milliseconds since 1970. */
export async function sendWebhookJob(
  transaction: Transaction<Tables>,
  queue: Pick<Queue, 'send'>,
  job: WebhookJob,
  startAfter?: Date,
): Promise<void> {
  await queue.send(transaction, webhookJobKind.name, job, {
    singletonKey: `${job.webhook} ${job.message} ${job.attempt}`,
    ...(startAfter === undefined ? {} : { startAfter }),
  });
}
