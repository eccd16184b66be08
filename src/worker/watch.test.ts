import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { databaseFixture } from '../adapters/database/database-fixture.ts';
import { deskFixture, putWalk } from '../adapters/programme/desk-fixture.ts';
import type { JobView, Queue } from '../adapters/queue/queue.ts';
import { daysLater } from '../programme/working-days.ts';
import { giveUpDead } from './give-up-dead.ts';
import type { Programme } from './programme.ts';
import { remindOfClocks } from './remind-of-clocks.ts';
import { watchCases } from './watch-cases.ts';

const fixture = databaseFixture();

describe('a round of surveillance', async () => {
  const database = await fixture.open('embedded');
  const made = deskFixture(database, { get: async () => assert.fail('no file is read here') });
  await putWalk(made, 'C-2', 'draft');
  const inForce = await putWalk(made, 'C-1', 'in-force');
  const catalogue = await loadCatalogue();
  // The walks are judged by a scheme of their own.
  const schemes = catalogue.schemes.map((each) => ({ ...each, source: { ...each.source, id: 'iqs' } })).slice(0, 1);
  const programme = { ...made.deps, desk: made.desk, catalogue: { ...catalogue, schemes } } as unknown as Programme;
  const state = async (id: string) => (await made.desk.read('system', id)).case;

  test('what an older engine assessed is assessed again, once at a time', async () => {
    assert.deepEqual(await watchCases(programme), { looked: 1, expired: 0, asked: 1 });
    assert.equal((await state('C-1')).assessing, 'surveillance');
    assert.deepEqual(made.sent, ['assess']);
    assert.deepEqual(await watchCases(programme), { looked: 1, expired: 0, asked: 0 });
  });

  test('an organisation is told of a deadline once, in the days before it', async () => {
    const until = inForce.certificate?.validUntil ?? '';
    made.clock.now = daysLater(until, -30);
    const before = await remindOfClocks({ ...made.deps, database });
    made.clock.now = daysLater(until, -2);
    const [first, second] = [await remindOfClocks({ ...made.deps, database }), await remindOfClocks({ ...made.deps, database })];
    // The window of renewal had opened before; the end is what is new.
    assert.deepEqual([before, first, second], [1, 1, 0]);
  });

  test('what killed a worker at each of its runs is recorded as failed', async () => {
    const found: Record<string, JobView['state']> = { alive: 'running', gone: 'dead' };
    const queue: Pick<Queue, 'find'> = { find: async (id) => (found[id] === undefined ? null : ({ state: found[id] } as JobView)) };
    const inJob = (job: string | null) => database.db.updateTable('cases').set({ job }).where('id', '=', 'C-1').execute();
    for (const job of [null, 'alive']) {
      await inJob(job);
      assert.equal(await giveUpDead(programme, queue), 0);
      assert.equal((await state('C-1')).assessing, 'surveillance');
    }
    await inJob('gone');
    assert.equal(await giveUpDead(programme, queue), 1);
    assert.equal((await state('C-1')).assessing, null);
    assert.equal(await giveUpDead(programme, queue), 0);
  });

  test('a certificate expires after its last day, not on it', async () => {
    const until = inForce.certificate?.validUntil ?? '';
    made.clock.now = until;
    assert.equal((await watchCases(programme)).expired, 0);
    made.clock.now = daysLater(until, 1);
    assert.equal((await watchCases(programme)).expired, 1);
    assert.equal((await state('C-1')).state, 'expired');
  });
});
