import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { openRequestLedger } from './open-request-ledger.ts';
import { sweepRequests } from './sweep-requests.ts';

const fixture = databaseFixture();

for (const kind of databaseKinds) {
  describe(`the ledger of requests, ${kind}`, async () => {
    const opening = fixture.open(kind);
    let now = '2027-01-04T09:00:00Z';
    const ledgerOf = async () => openRequestLedger(await opening, () => now);
    const key = (name: string) => ({ actor: 'anna', route: 'POST /cases', key: name });

    const claimOf = async (of: ReturnType<typeof key>, digest: string): Promise<string> => {
      const standing = await (await ledgerOf()).begin(of, digest);
      return standing.kind === 'new' ? standing.claim : '';
    };

    it('tells one of many at once that it is new, and gives the answer again with its headers', async () => {
      const ledger = await ledgerOf();
      const standings = await Promise.all(Array.from({ length: 8 }, () => ledger.begin(key('a'), 'd1')));
      assert.deepEqual(standings.map((each) => each.kind).sort(), ['new', ...Array(7).fill('running')]);
      const [claim = ''] = standings.flatMap((each) => (each.kind === 'new' ? [each.claim] : []));
      const answer = { status: 201, headers: { etag: '"1"', location: '/é' }, body: '{"id":"x"}' };
      await ledger.finish(key('a'), claim, answer);
      assert.deepEqual(await ledger.begin(key('a'), 'd1'), { kind: 'answered', answer });
      assert.deepEqual(await ledger.begin(key('a'), 'd2'), { kind: 'other' });
      assert.equal((await ledger.begin({ ...key('a'), actor: 'eva' }, 'd2')).kind, 'new');
    });

    it('keeps no answer that was shown once, forgets what came to nothing, and not what was answered', async () => {
      const ledger = await ledgerOf();
      const shown = { status: 201, headers: {}, body: null };
      const claim = await claimOf(key('b'), 'd');
      await ledger.finish(key('b'), claim, shown);
      await ledger.forget(key('b'), claim);
      assert.deepEqual(await ledger.begin(key('b'), 'd'), { kind: 'answered', answer: shown });
      await ledger.forget(key('c'), await claimOf(key('c'), 'd'));
      assert.equal((await ledger.begin(key('c'), 'e')).kind, 'new');
    });

    it('keeps an answer with what it answers to, or neither', async () => {
      const [ledger, { db }] = [await ledgerOf(), await opening];
      const answer = { status: 201, headers: { etag: '"1"' }, body: '{"id":"x"}' };
      const [left, kept] = [await claimOf(key('e'), 'd'), await claimOf(key('f'), 'd')];
      const killed = db.transaction().execute(async (transaction) => {
        await ledger.finishIn(transaction, key('e'), left, answer);
        throw new Error('killed');
      });
      await assert.rejects(killed);
      assert.deepEqual(await ledger.begin(key('e'), 'd'), { kind: 'running' });
      await db.transaction().execute((transaction) => ledger.finishIn(transaction, key('f'), kept, answer));
      assert.deepEqual(await ledger.begin(key('f'), 'd'), { kind: 'answered', answer });
    });

    it('gives a request whose server was killed to one that asks half a minute later, and sweeps what is two days old', async () => {
      const ledger = await ledgerOf();
      const before = await claimOf(key('d'), 'd');
      now = '2027-01-04T09:00:30Z';
      assert.deepEqual(await ledger.begin(key('d'), 'd'), { kind: 'running' });
      now = '2027-01-04T09:00:31Z';
      const again = await Promise.all([1, 2, 3].map(() => ledger.begin(key('d'), 'd')));
      assert.deepEqual(again.map((each) => each.kind).sort(), ['new', 'running', 'running']);
      const database = await opening;
      // The server was alive after all: what it would answer to does not come to be.
      const answer = { status: 200, headers: {}, body: '{}' };
      const late = database.db.transaction().execute((transaction) => ledger.finishIn(transaction, key('d'), before, answer));
      await assert.rejects(late, { code: 'IDEMPOTENCY_RUNNING' });
      await ledger.finish(key('d'), before, answer);
      await ledger.forget(key('d'), before);
      assert.deepEqual(await ledger.begin(key('d'), 'd'), { kind: 'running' });
      assert.equal(await sweepRequests(database, '2027-01-06T09:00:00Z'), 0);
      assert.equal(await sweepRequests(database, '2027-01-06T09:00:20Z'), 6);
      assert.deepEqual(await ledger.begin(key('d'), 'd'), { kind: 'running' });
    });
  });
}
