import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { daysLater } from '../../programme/working-days.ts';
import type { Database } from '../database/database.ts';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { openQueue } from '../queue/open-queue.ts';
import type { JobHandler, JobRun, Queue } from '../queue/queue.ts';
import { openSecret, sealSecret } from '../webhooks/seal-secret.ts';
import { signWebhook } from '../webhooks/sign-webhook.ts';
import { deliverWebhookJob } from './deliver-webhook-job.ts';
import { openWebhooks } from './open-webhooks.ts';
import { tellWebhooks } from './tell-webhooks.ts';
import { type WebhookJob, webhookJobKind } from './webhook-job.ts';

const fixture = databaseFixture();
const start = '2027-01-04T09:00:00Z';
const serverSecret = 'a secret of the server';
const run: JobRun = { id: 'job', attempt: 1, signal: new AbortController().signal, progress: async () => undefined };

type TestQueue = Pick<Queue, 'send'> & {
  readonly waiting: () => Promise<readonly WebhookJob[]>;
  readonly work: (handler: JobHandler<WebhookJob>) => Promise<void>;
  readonly stop: () => Promise<void>;
};

async function realQueue(database: Database): Promise<TestQueue> {
  const queue = await openQueue(database, [webhookJobKind], { pollSeconds: 0.5 });
  return {
    send: queue.send,
    waiting: async () => (await queue.list('waiting', 50)).map(({ data }) => data as WebhookJob),
    work: (handler) => queue.work<WebhookJob>(webhookJobKind.name, { concurrency: 1 }, handler),
    stop: () => queue.stop(1),
  };
}

/** The queue's own tables take the embedded database ten seconds to make, and the queue has tests of its own: here its jobs are rows of a table. */
function tableQueue({ db }: Database): TestQueue {
  const waiting = async (): Promise<readonly WebhookJob[]> =>
    (await sql<{ data: WebhookJob }>`SELECT data FROM test_jobs`.execute(db)).rows.map(({ data }) => data);
  return {
    send: async (transaction, _name, data, { singletonKey = '' } = {}) => {
      await sql`CREATE TABLE IF NOT EXISTS test_jobs (key text PRIMARY KEY, data json)`.execute(transaction);
      await sql`INSERT INTO test_jobs VALUES (${singletonKey}, ${JSON.stringify(data)}::json) ON CONFLICT DO NOTHING`.execute(transaction);
      return singletonKey;
    },
    waiting,
    work: async (handler) => {
      for (const job of await waiting()) await handler(job, run);
      await sql`DELETE FROM test_jobs`.execute(db);
    },
    stop: async () => undefined,
  };
}

describe('the secret of a webhook', () => {
  it('rests sealed, for its webhook and under the secret of its server alone', () => {
    const sealed = sealSecret(serverSecret, 'hook', 'whsec_x');
    assert.equal(openSecret(serverSecret, 'hook', sealed), 'whsec_x');
    assert.deepEqual(
      [openSecret('other', 'hook', sealed), openSecret(serverSecret, 'other', sealed), openSecret(serverSecret, 'hook', 'eA==')],
      [null, null, null],
    );
  });
});

for (const kind of databaseKinds) {
  describe(`webhooks, ${kind}`, () => {
    let now = start;
    let status = 204;
    const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
    const receiver = createServer(
      (request, response) =>
        void (async () => {
          let body = '';
          for await (const chunk of request) body += String(chunk);
          seen.push({ headers: request.headers, body });
          response.writeHead(status).end();
        })(),
    );
    let url = '';
    let queue: TestQueue;
    const parts = async () => {
      const database = await opening;
      return { database, queue, serverSecret, rules: { allowedHosts: ['127.0.0.1'] }, now: () => now };
    };
    const opening = fixture.open(kind);
    before(async () => {
      receiver.listen(0, '127.0.0.1');
      await once(receiver, 'listening');
      url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
      queue = kind === 'embedded' ? tableQueue(await opening) : await realQueue(await opening);
    });
    after(async () => {
      await queue.stop();
      receiver.close();
    });
    const tell = async (organisation: string) =>
      (await opening).db
        .transaction()
        .execute((transaction) => tellWebhooks(transaction, queue, organisation, 'case.changed', { at: now, case: 'case-1' }));

    it('are an organisation’s own, public unless listed, few, and never say their secret again', async () => {
      const webhooks = openWebhooks(await parts());
      const { webhook, secret } = await webhooks.create('maker-1', { url, topics: ['case.due'] });
      assert.match(secret, /^whsec_/);
      assert.deepEqual(await webhooks.list('maker-1'), [webhook]);
      assert.deepEqual([webhook.last, webhook.disabled, await webhooks.list('maker-2')], [null, null, []]);
      const rows = await (await opening).db.selectFrom('webhooks').selectAll().execute();
      assert.ok(!JSON.stringify(rows).includes(secret.slice(6)));
      await assert.rejects(webhooks.create('maker-1', { url: url.replace('127.0.0.1', '127.0.0.2'), topics: ['case.due'] }), {
        code: 'WEBHOOK_ADDRESS',
      });
      const many = await Promise.allSettled(Array.from({ length: 20 }, () => webhooks.create('maker-1', { url, topics: ['case.due'] })));
      assert.equal(many.filter((each) => each.status === 'rejected' && each.reason.code === 'WEBHOOK_TOO_MANY').length, 1);
      assert.deepEqual([await webhooks.remove('maker-2', webhook.id), await webhooks.ping('maker-2', webhook.id)], [false, false]);
      assert.deepEqual([await webhooks.remove('maker-1', webhook.id), await webhooks.remove('maker-1', webhook.id)], [true, false]);
    });

    it('are told what they want to hear, with a signature, if and only if it came about', async () => {
      const all = await parts();
      const webhooks = openWebhooks(all);
      const { webhook, secret } = await webhooks.create('maker-3', { url, topics: ['case.changed'] });
      await webhooks.create('maker-3', { url, topics: ['case.due'] });
      await assert.rejects(
        all.database.db.transaction().execute(async (transaction) => {
          await tellWebhooks(transaction, queue, 'maker-3', 'case.changed', { at: now });
          throw new Error('no');
        }),
      );
      assert.deepEqual([await tell('maker-3'), await tell('maker-1'), (await queue.waiting()).length], [1, 0, 1]);
      assert.equal(await webhooks.ping('maker-3', webhook.id), true);
      await queue.work(deliverWebhookJob(all));
      for (let waited = 0; seen.length < 2 && waited < 10_000; waited += 20) await sleep(20);
      for (const { headers, body } of seen) {
        const message = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']), body };
        assert.equal(headers['webhook-signature'], signWebhook(message, [secret])['webhook-signature']);
      }
      const said = seen.map(({ body }) => JSON.parse(body) as { type: string });
      assert.deepEqual(
        said.toSorted((a, b) => (a.type < b.type ? -1 : 1)),
        [
          { type: 'case.changed', timestamp: now, data: { case: 'case-1' } },
          { type: 'ping', timestamp: now, data: {} },
        ],
      );
      const last = async () => (await webhooks.list('maker-3')).find(({ id }) => id === webhook.id)?.last ?? null;
      for (let waited = 0; (await last()) === null && waited < 5000; waited += 20) await sleep(20);
      assert.deepEqual(await last(), { at: now, outcome: 'delivered', status: 204 });
    });

    it('are tried again ever later under one message id, disabled when nothing arrives for long, and enabled by a ping', async () => {
      const all = await parts();
      const webhooks = openWebhooks(all);
      const handler = deliverWebhookJob(all);
      const { webhook } = await webhooks.create('maker-4', { url, topics: ['case.changed'] });
      const job = { webhook: webhook.id, message: 'msg_1', type: 'case.changed', timestamp: now, data: {} };
      const of = async () => (await webhooks.list('maker-4'))[0];
      status = 500;
      await handler({ ...job, attempt: 1 }, run);
      await handler({ ...job, attempt: 1 }, run);
      now = daysLater(start, 0.5);
      await handler({ ...job, attempt: 7 }, run);
      const later = (await queue.waiting()).filter(({ message }) => message === 'msg_1');
      assert.deepEqual([later.length, new Set(later.map(({ attempt }) => attempt))], [2, new Set([2, 8])]);
      await handler({ ...job, attempt: 8 }, run);
      assert.deepEqual([(await of())?.disabled, (await of())?.last?.status], [null, 500]);
      now = daysLater(start, 1);
      await handler({ ...job, attempt: 8 }, run);
      assert.equal((await of())?.disabled?.at, now);
      const count = seen.length;
      await handler({ ...job, attempt: 2 }, run);
      assert.deepEqual([seen.length, await tell('maker-4')], [count, 0]);
      status = 204;
      await handler({ ...job, type: 'ping', attempt: 1 }, run);
      assert.equal((await of())?.disabled, null);
      status = 410;
      await handler({ ...job, attempt: 1 }, run);
      assert.deepEqual([(await of())?.disabled?.at, (await of())?.last?.status], [now, 410]);
      assert.equal(await webhooks.remove('maker-4', webhook.id), true);
      await handler({ ...job, attempt: 1 }, run);
    });
  });
}
