import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { openDatabase } from '../database/open-database.ts';
import { journalHead } from '../database/read-journal.ts';
import { checkEventsAndJobs, killWriters, startWriter } from './kill-writers-fixture.ts';

const fixture = databaseFixture();

for (const kind of databaseKinds) {
  describe(`killed writers, ${kind}`, () => {
    it('lose nothing that was said to be committed, double nothing, and each event has its job', async () => {
      const place = await fixture.place(kind);
      const said = await killWriters(place, 3);
      assert.ok(said.length > 0);
      await checkEventsAndJobs(place, said);
    });
  });
}

describe('a killed PostgreSQL', { skip: process.env['IQS_TEST_DATABASE_URL'] ? 'the server is not ours to kill' : false }, () => {
  it('comes back with all that was said to be committed, and those who had it open go on', async () => {
    const place = await fixture.place('postgresql');
    const server = await fixture.server();
    const database = await openDatabase(place);
    let listening = 0;
    const unlisten = await database.listen(
      'anything',
      () => undefined,
      () => (listening += 1),
    );
    const { child, said } = startWriter(place, 'run:1');
    assert.ok(child.stdout !== null);
    await once(child.stdout, 'data');
    await sleep(100);
    const pid = server.pid();
    assert.ok(pid !== null);
    // In use between two statements: nobody awaits anything of it when it breaks.
    let isKilled = (): void => undefined;
    const killed = new Promise<void>((resolve) => {
      isKilled = resolve;
    });
    const held = database.db.transaction().execute(async (transaction) => {
      await journalHead(transaction);
      await killed;
      await journalHead(transaction);
    });
    const broken = assert.rejects(held);
    await sleep(50);
    process.kill(pid, 'SIGKILL');
    if (child.exitCode === null) await once(child, 'exit');
    await server.restart();
    isKilled();
    await broken;
    const seq = await goesOn(async () => (await journalHead(database.db)).seq);
    assert.ok(said().length > 0 && seq >= said().length);
    await goesOn(async () => assert.equal(listening, 2));
    await unlisten();
    await database.close();
    await checkEventsAndJobs(place, said());
  });
});

/** What fails while connections of before are found dead, and then does not. */
async function goesOn<T>(what: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await what();
    } catch (error) {
      if (tries === 50) throw error;
      await sleep(100);
    }
  }
}
