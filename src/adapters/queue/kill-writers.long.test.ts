import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { checkEventsAndJobs, killWriters } from './kill-writers-fixture.ts';

const fixture = databaseFixture();

for (const kind of databaseKinds) {
  describe(`killed writers, ${kind}`, () => {
    it('lose nothing and double nothing in two hundred kills', { timeout: 1_800_000 }, async () => {
      const place = await fixture.place(kind);
      const said: number[] = [];
      for (let round = 0; round < 20; round += 1) said.push(...(await killWriters(place, 10, round * 10)));
      const events = await checkEventsAndJobs(place, said);
      console.log(`${kind}: 200 kills, ${said.length} said, ${events} events`);
      assert.ok(said.length >= 100);
    });
  });
}
