import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import { appendJournal } from '../database/append-journal.ts';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { openDatabase } from '../database/open-database.ts';
import { readStream } from '../database/read-journal.ts';
import type { Tables } from '../database/tables.ts';
import { openQueue } from './open-queue.ts';

const fixture = databaseFixture();
const kinds = [{ name: 'assess', leaseSeconds: 10, retries: 1 }, { name: 'mail' }, { name: 'pile' }];

async function until<T>(what: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const found = await what();
    if (found !== null && found !== undefined && found !== false) return found;
    await sleep(20);
  }
  throw new Error('it did not come');
}

for (const kind of databaseKinds) {
  describe(`the queue, ${kind}`, async () => {
    const opening = fixture.open(kind).then(async (database) => {
      const errors: Error[] = [];
      return {
        database,
        errors,
        queue: await openQueue(database, kinds, { superviseSeconds: 1, pollSeconds: 0.5, onError: (error) => errors.push(error) }),
      };
    });

    it('has a job if and only if the event that asks for it is there', async () => {
      const { database, queue } = await opening;
      const ask = (stream: string, fails: boolean): Promise<string | null> =>
        database.db.transaction().execute(async (transaction) => {
          await appendJournal(transaction, { stream, expectedVersion: 0, at: '2027-01-01T00:00:00Z', actor: 'system', events: [{}] });
          const id = await queue.send(transaction, 'mail', { stream });
          if (fails) throw new Error('no');
          return id;
        });
      const id = await ask('a', false);
      await assert.rejects(ask('b', true));
      assert.deepEqual([(await readStream(database.db, 'a')).length, (await readStream(database.db, 'b')).length], [1, 0]);
      const waiting = await queue.list('waiting', 10);
      assert.deepEqual(
        waiting.map((job) => [job.id, job.data, job.attempts]),
        [[id, { stream: 'a' }, 0]],
      );
      await assert.rejects(
        database.db.transaction().execute((transaction) => queue.send(transaction, 'nothing', {})),
        { code: 'JOB_KIND_UNKNOWN' },
      );
    });

    it('runs jobs, tells how far they are, and one of a key at a time', async () => {
      const { database, queue } = await opening;
      const send = (key: string): Promise<string | null> =>
        database.db.transaction().execute((transaction) => queue.send(transaction, 'assess', { key }, { singletonKey: key }));
      const gate = Promise.withResolvers<void>();
      const runs: string[] = [];
      const told: string[] = [];
      const unlisten = await database.listen('job_progress', (id) => told.push(id));
      await queue.work<{ key: string }>('assess', { concurrency: 2 }, async ({ key }, { progress, attempt }) => {
        if (key === 'broken') throw new Error(`broken ${attempt}`);
        runs.push(key);
        await progress(1, 3, 'unpacked');
        await gate.promise;
      });
      const first = await send('case:1');
      assert.ok(first !== null);
      await until(async () => (await queue.find(first))?.progress);
      const job = await queue.find(first);
      assert.deepEqual([job?.state, job?.attempts, job?.progress], ['running', 1, { done: 1, total: 3, note: 'unpacked' }]);
      const second = await send('case:1');
      assert.ok(second !== null);
      assert.equal(await send('case:1'), null);
      await until(async () => told.includes(first));
      const other = await send('case:2');
      assert.ok(other !== null);
      await until(async () => (await queue.find(other))?.state === 'running');
      assert.deepEqual([(await queue.find(second))?.state, runs], ['waiting', ['case:1', 'case:2']]);
      gate.resolve();
      await until(async () => (await queue.find(second))?.state === 'done');
      assert.deepEqual(runs, ['case:1', 'case:2', 'case:1']);
      await unlisten();
    });

    it('tries again after a while, keeps what is dead in view, and revives it', async () => {
      const { database, queue } = await opening;
      const id = await database.db.transaction().execute((transaction) => queue.send(transaction, 'assess', { key: 'broken' }));
      assert.ok(id !== null);
      const again = await until(async () => {
        const job = await queue.find(id);
        return job?.attempts === 1 && job.state === 'waiting' ? job : null;
      });
      assert.ok(again.failure === 'broken 1' && again.startAfter.getTime() > Date.now() + 1000);
      await database.script(`UPDATE pgboss.job SET start_after = now() WHERE id = '${id}'`);
      const dead = await until(async () => (await queue.list('dead', 10))[0]);
      assert.deepEqual([dead.id, dead.name, dead.data, dead.attempts, dead.failure], [id, 'assess', { key: 'broken' }, 2, 'broken 2']);
      await queue.retry('assess', id);
      await until(async () => (await queue.find(id))?.failure === 'broken 3');
    });

    it('does what has piled up one after another without a wait between', async () => {
      const { database, queue } = await opening;
      for (let count = 0; count < 100; count += 1)
        await database.db.transaction().execute((transaction) => queue.send(transaction, 'pile', { count }));
      const done = new Set<number>();
      await queue.work<{ count: number }>('pile', { concurrency: 1 }, async ({ count }) => void done.add(count));
      // A hundred waits between two looks are 50 seconds, more than is waited here.
      await until(async () => done.size === 100);
    });

    it('stops', async () => {
      const { queue, errors } = await opening;
      await queue.stop();
      assert.deepEqual(errors, []);
    });
  });
}

describe('the queue, postgresql', () => {
  it('runs a job after whatever asked for it has committed, though one of its key waited before', async () => {
    const database = await fixture.open('postgresql');
    const queue = await openQueue(database, kinds, { superviseSeconds: 1, pollSeconds: 0.5 });
    await database.script('CREATE TABLE facts (fact text)');
    const seen: number[] = [];
    const note = async (): Promise<void> => {
      const { rows } = await sql`SELECT fact FROM facts`.execute(database.db);
      seen.push(rows.length);
    };
    const send = (transaction: Transaction<Tables>): Promise<string | null> =>
      queue.send(transaction, 'mail', {}, { singletonKey: 'case:1' });
    try {
      const first = await database.db.transaction().execute(send);
      assert.ok(first !== null);
      await database.db.transaction().execute(async (transaction) => {
        await sql`INSERT INTO facts VALUES ('reduced')`.execute(transaction);
        assert.equal(await send(transaction), null);
        await queue.work('mail', { concurrency: 1 }, note);
        await sleep(1500);
      });
      await until(async () => (await queue.find(first))?.state === 'done');
      assert.equal(seen.at(-1), 1);
    } finally {
      await queue.stop();
    }
  });

  it("gives a killed worker's job to another after its lease", async () => {
    const place = await fixture.place('postgresql');
    const database = await openDatabase(place);
    const queue = await openQueue(database, kinds, { superviseSeconds: 1, pollSeconds: 0.5 });
    const id = await database.db.transaction().execute((transaction) => queue.send(transaction, 'assess', { key: 'x' }));
    assert.ok(id !== null);
    const worker = spawn(process.execPath, [new URL('worker-fixture.ts', import.meta.url).pathname, JSON.stringify(place)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(worker.stdout, 'data');
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    const attempts: number[] = [];
    await queue.work('assess', { concurrency: 1 }, async (_, { attempt }) => void attempts.push(attempt));
    await sleep(1500);
    assert.equal((await queue.find(id))?.state, 'running');
    // Ten seconds without a sign of life and the wait before a second run, without waiting for them.
    await database.script(`UPDATE pgboss.job SET heartbeat_on = now() - interval '11 s'`);
    await until(async () => (await queue.find(id))?.state === 'waiting');
    await database.script(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`);
    await until(async () => (await queue.find(id))?.state === 'done');
    assert.deepEqual(attempts, [2]);
    await queue.stop();
    await database.close();
  });
});
