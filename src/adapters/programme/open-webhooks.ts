import { randomBytes } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { UserError } from '../../foundation/user-error.ts';
import type { Database } from '../database/database.ts';
import type { WebhookRow } from '../database/tables.ts';
import type { Queue } from '../queue/queue.ts';
import { checkWebhookUrl, type WebhookRules } from '../webhooks/check-webhook-url.ts';
import { newWebhookSecret } from '../webhooks/new-webhook-secret.ts';
import { sealSecret } from '../webhooks/seal-secret.ts';
import { newMessageId, sendWebhookJob } from './webhook-job.ts';
import type { Webhook, Webhooks, WebhookTopic } from './webhooks.ts';

export type WebhookParts = {
  readonly database: Pick<Database, 'db'>;
  readonly queue: Pick<Queue, 'send'>;
  /** The server's own secret: the webhooks' rest under it. */
  readonly serverSecret: string;
  readonly rules: WebhookRules;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: () => string;
};

/** Of one organisation. */
const mostWebhooks = 20;

/** Webhooks in the database; their secrets are sealed and never listed. */
export function openWebhooks(parts: WebhookParts): Webhooks {
  const { database, queue, now } = parts;
  const { db } = database;
  return {
    list: async (organisation) => {
      const rows = await db
        .selectFrom('webhooks')
        .selectAll()
        .where('organisation', '=', organisation)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(webhookOf);
    },
    create: (organisation, wanted) => create(parts, organisation, wanted),
    remove: async (organisation, id) => {
      const { numDeletedRows } = await db
        .deleteFrom('webhooks')
        .where('organisation', '=', organisation)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    ping: (organisation, id) =>
      db.transaction().execute(async (transaction) => {
        const found = await transaction
          .selectFrom('webhooks')
          .select('id')
          .where('organisation', '=', organisation)
          .where('id', '=', id)
          .executeTakeFirst();
        if (found === undefined) return false;
        const ping = { webhook: id, message: newMessageId(), type: 'ping', timestamp: now(), data: {}, attempt: 1 };
        await sendWebhookJob(transaction, queue, ping);
        return true;
      }),
  };
}

async function create(
  { database, serverSecret, rules, now }: WebhookParts,
  organisation: string,
  { url, topics }: Parameters<Webhooks['create']>[1],
): ReturnType<Webhooks['create']> {
  await checkWebhookUrl(url, rules);
  const id = `hook_${randomBytes(12).toString('hex')}`;
  const secret = newWebhookSecret();
  const sealed = sealSecret(serverSecret, id, secret);
  const row = await database.db.transaction().execute(async (transaction) => {
    // Who creates waits here for who creates for the same organisation: two at once do not both fit into the last place.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`webhooks ${organisation}`}, 0))`.execute(transaction);
    const { count } = await transaction
      .selectFrom('webhooks')
      .select((of) => of.fn.countAll<number>().as('count'))
      .where('organisation', '=', organisation)
      .executeTakeFirstOrThrow();
    if (Number(count) >= mostWebhooks)
      throw new UserError('WEBHOOK_TOO_MANY', `at most ${mostWebhooks} webhooks`, organisation, 'remove one that is not needed');
    return transaction
      .insertInto('webhooks')
      .values({ id, organisation, url, topics: JSON.stringify(topics), secret: sealed, created_at: now() })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  return { webhook: webhookOf(row), secret };
}

const webhookOf = (row: Selectable<WebhookRow>): Webhook => ({
  id: row.id,
  organisation: row.organisation,
  url: row.url,
  topics: row.topics as readonly WebhookTopic[],
  createdAt: row.created_at,
  last: row.last_at === null || row.last_outcome === null ? null : { at: row.last_at, outcome: row.last_outcome, status: row.last_status },
  disabled: row.disabled_at === null ? null : { at: row.disabled_at, why: row.disabled_why ?? '' },
});
