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

    it('tells one of many at once that it is new, and gives the answer again with its headers', async () => {
      const ledger = await ledgerOf();
      const standings = await Promise.all(Array.from({ length: 8 }, () => ledger.begin(key('a'), 'd1')));
      assert.deepEqual(standings.map((each) => each.kind).sort(), ['new', ...Array(7).fill('running')]);
      const answer = { status: 201, headers: { etag: '"1"', location: '/é' }, body: '{"id":"x"}' };
      await ledger.finish(key('a'), answer);
      assert.deepEqual(await ledger.begin(key('a'), 'd1'), { kind: 'answered', answer });
      assert.deepEqual(await ledger.begin(key('a'), 'd2'), { kind: 'other' });
      assert.deepEqual(await ledger.begin({ ...key('a'), actor: 'eva' }, 'd2'), { kind: 'new' });
    });

    it('keeps no answer that was shown once, forgets what came to nothing, and not what was answered', async () => {
      const ledger = await ledgerOf();
      const shown = { status: 201, headers: {}, body: null };
      await ledger.begin(key('b'), 'd');
      await ledger.finish(key('b'), shown);
      await ledger.forget(key('b'));
      assert.deepEqual(await ledger.begin(key('b'), 'd'), { kind: 'answered', answer: shown });
      await ledger.begin(key('c'), 'd');
      await ledger.forget(key('c'));
      assert.deepEqual(await ledger.begin(key('c'), 'e'), { kind: 'new' });
    });

    it('gives a request whose server was killed to one that asks ten minutes later, and sweeps what is two days old', async () => {
      const ledger = await ledgerOf();
      await ledger.begin(key('d'), 'd');
      now = '2027-01-04T09:10:00Z';
      assert.deepEqual(await ledger.begin(key('d'), 'd'), { kind: 'running' });
      now = '2027-01-04T09:10:01Z';
      const again = await Promise.all([1, 2, 3].map(() => ledger.begin(key('d'), 'd')));
      assert.deepEqual(again.map((each) => each.kind).sort(), ['new', 'running', 'running']);
      const database = await opening;
      assert.equal(await sweepRequests(database, '2027-01-06T09:00:00Z'), 0);
      assert.equal(await sweepRequests(database, '2027-01-06T09:05:00Z'), 4);
      assert.deepEqual(await ledger.begin(key('d'), 'd'), { kind: 'running' });
    });
  });
}
