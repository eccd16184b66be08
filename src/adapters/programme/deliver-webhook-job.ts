import type { Selectable, Updateable } from 'kysely';
import { epochSeconds } from '../../foundation/epoch-seconds.ts';
import { daysLater } from '../../programme/working-days.ts';
import type { WebhookRow } from '../database/tables.ts';
import type { JobHandler } from '../queue/queue.ts';
import { type Delivery, deliverWebhook } from '../webhooks/deliver-webhook.ts';
import { retryDelay } from '../webhooks/retry-delay.ts';
import { openSecret } from '../webhooks/seal-secret.ts';
import type { WebhookParts } from './open-webhooks.ts';
import { sendWebhookJob, type WebhookJob } from './webhook-job.ts';

/** A webhook at which nothing arrived for so long is disabled when a delivery is given up. */
const failingDays = 1;

/**
 * The handler of `webhookJobKind`: one attempt, what it came to, and the next attempt if there is to be one, both or neither. Killed after the attempt and before they are written, it attempts again under the same
 * message id. A webhook that was removed or disabled meanwhile is told nothing; a ping is tried once, whatever the webhook's state.
 */
export function deliverWebhookJob(parts: WebhookParts): JobHandler<WebhookJob> {
  const { database, now } = parts;
  return async (job) => {
    const row = await database.db.selectFrom('webhooks').selectAll().where('id', '=', job.webhook).executeTakeFirst();
    if (row === undefined || (row.disabled_at !== null && job.type !== 'ping')) return;
    const delivery = await attempt(parts, row, job);
    const at = now();
    const delay = delivery.kind === 'failed' && job.type !== 'ping' ? retryDelay(job.attempt) : null;
    await database.db.transaction().execute(async (transaction) => {
      // Locked, so that what another worker found out meanwhile is not undone.
      const before = await transaction.selectFrom('webhooks').selectAll().where('id', '=', row.id).forUpdate().executeTakeFirst();
      if (before === undefined) return;
      await transaction
        .updateTable('webhooks')
        .set(after(before, delivery, { at, delay, job }))
        .where('id', '=', row.id)
        .execute();
      if (delay === null) return;
      const next = { ...job, attempt: job.attempt + 1 };
      await sendWebhookJob(transaction, parts.queue, next, new Date(((epochSeconds(at) ?? 0) + delay) * 1000));
    });
  };
}

async function attempt({ serverSecret, rules, now }: WebhookParts, row: Selectable<WebhookRow>, job: WebhookJob): Promise<Delivery> {
  const secret = openSecret(serverSecret, row.id, row.secret);
  if (secret === null) return { kind: 'failed', status: null, why: "its secret was sealed under another of the server's secrets" };
  const body = JSON.stringify({ type: job.type, timestamp: job.timestamp, data: job.data });
  return deliverWebhook(row.url, { id: job.message, timestamp: epochSeconds(now()) ?? 0, body }, [secret], rules);
}

type Attempted = { readonly at: string; readonly delay: number | null; readonly job: WebhookJob };

function after(before: Selectable<WebhookRow>, delivery: Delivery, { at, delay, job }: Attempted): Updateable<WebhookRow> {
  if (delivery.kind === 'delivered')
    return {
      last_at: at,
      last_outcome: 'delivered',
      last_status: delivery.status,
      failing_since: null,
      disabled_at: null,
      disabled_why: null,
    };
  const status = delivery.kind === 'gone' ? 410 : delivery.status;
  const failing_since = before.failing_since ?? at;
  const failed = { last_at: at, last_outcome: 'failed', last_status: status, failing_since } as const;
  if (delivery.kind === 'gone') return { ...failed, disabled_at: at, disabled_why: 'the receiver wants no more (410)' };
  const isGivenUp = delay === null && job.type !== 'ping' && failing_since <= daysLater(at, -failingDays);
  if (!isGivenUp) return failed;
  return { ...failed, disabled_at: at, disabled_why: `nothing arrived since ${failing_since}: ${delivery.why}` };
}
