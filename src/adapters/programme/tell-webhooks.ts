import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Queue } from '../queue/queue.ts';
import { newMessageId, sendWebhookJob } from './webhook-job.ts';
import type { WebhookTopic } from './webhooks.ts';

/** What a delivery says: names and states, nothing that only the people of a case may read. `at`: when it happened, RFC 3339. */
export type WebhookPayload = { readonly at: string; readonly [name: string]: unknown };

/** Queues a delivery for each webhook of an organisation that wants the topic, inside the transaction that makes it true. The number queued. */
export async function tellWebhooks(
  transaction: Transaction<Tables>,
  queue: Pick<Queue, 'send'>,
  organisation: string,
  topic: WebhookTopic,
  payload: WebhookPayload,
): Promise<number> {
  const rows = await transaction
    .selectFrom('webhooks')
    .select(['id', 'topics'])
    .where('organisation', '=', organisation)
    .where('disabled_at', 'is', null)
    .orderBy('created_at')
    .execute();
  const wanting = rows.filter(({ topics }) => (topics as readonly WebhookTopic[]).includes(topic));
  const { at, ...data } = payload;
  for (const { id } of wanting)
    await sendWebhookJob(transaction, queue, {
      webhook: id,
      message: newMessageId(),
      type: topic,
      timestamp: at,
      data,
      attempt: 1,
    });
  return wanting.length;
}
