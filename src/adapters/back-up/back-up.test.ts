import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { appendJournal } from '../database/append-journal.ts';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { openDatabase } from '../database/open-database.ts';
import { journalHead, readJournal } from '../database/read-journal.ts';
import { folderStore } from '../evidence-store/folder-store.ts';
import { openQueue } from '../queue/open-queue.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

const fixture = databaseFixture();
const root = mkdtempSync(join(tmpdir(), 'iqs-back-up-'));
after(() => rmSync(root, { recursive: true, force: true }));

async function* of(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

/** What people brought and wrote, in the programme's own tables. */
const ownRows = `
INSERT INTO case_evidence VALUES ('case-1', repeat('ab', 32), 9007199254740991, 'anna', '2027-01-01T00:00:00Z');
INSERT INTO matters VALUES ('m', 1, 'flaw', true, NULL, 'maker-1', '2027-01-01T00:00:00Z', '{"words": "é\\n"}', 'Nora', NULL);
INSERT INTO webhooks (id, organisation, url, topics, secret, created_at) VALUES ('h', 'maker-1', 'https://a.example/', '["case.due"]', 'sealed', '2027-01-01T00:00:00Z');
`;

/** What a later migration may bring: references, counters, computed columns, JSON kept as it was written, all the digits of a number. */
const otherTables = `
CREATE TABLE zone (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE "Account" (id bigserial PRIMARY KEY, zone int REFERENCES zone, raw json, amount numeric, twice int GENERATED ALWAYS AS (zone * 2) STORED,
  born timestamptz, parent bigint REFERENCES "Account");
INSERT INTO zone (name) VALUES ('a'), ('b\r\n');
INSERT INTO "Account" (zone, raw, amount, born) SELECT 2, '{"b": 1,  "a":2}', 123456789012345678901234567890.5, '2027-01-01T00:00:00.123456Z' FROM generate_series(1, 1201);
`;

for (const [kind, other] of [databaseKinds, databaseKinds.toReversed()] as const) {
  describe(`a back-up of ${kind}`, async () => {
    const folder = join(root, kind);
    const store = await folderStore(join(root, `store-${kind}`));
    const later = new Date('2030-01-01T00:00:00Z');

    it('brings everything back into an empty database of the other kind', async () => {
      const database = await fixture.open(kind);
      await database.script(otherTables);
      await database.script(ownRows);
      const queue = await openQueue(database, [{ name: 'assess', leaseSeconds: 20 }]);
      await database.db.transaction().execute(async (transaction) => {
        const events = Array.from({ length: 1201 }, (_, n) => ({ n, text: 'é\n"\u2028' }));
        await appendJournal(transaction, { stream: 'case:1', expectedVersion: 0, at: '2027-01-01T00:00:00Z', actor: 'person:1', events });
        await queue.send(transaction, 'assess', { case: 1 }, { singletonKey: 'case:1', startAfter: later });
      });
      await queue.stop();
      const evidence = await store.put(of('firmware'));
      await backUp(database, store, folder, 'first');
      await database.db.transaction().execute((transaction) =>
        appendJournal(transaction, {
          stream: 'case:1',
          expectedVersion: 1201,
          at: '2027-01-01T00:00:00Z',
          actor: 'person:1',
          events: [{}],
        }),
      );
      await store.put(of('more'));
      const { head } = await backUp(database, store, folder, 'second');
      assert.deepEqual(head, await journalHead(database.db));

      const place = await fixture.place(other);
      const elsewhere = await folderStore(join(root, `elsewhere-${kind}`));
      const empty = await openDatabase(place);
      await empty.script(otherTables.split('INSERT')[0] ?? '');
      await empty.close();
      await restore(place, elsewhere, folder, 'first');
      const restored = await openDatabase(place);
      assert.deepEqual(await readJournal(restored.db, 1, 2000), await readJournal(database.db, 1, 1201));
      for (const table of ['case_evidence', 'matters', 'webhooks'] as const)
        assert.deepEqual(
          await restored.db.selectFrom(table).selectAll().execute(),
          await database.db.selectFrom(table).selectAll().execute(),
        );
      const dump = `SELECT 1/(CASE WHEN (SELECT count(*) FROM "Account" WHERE raw::text = '{"b": 1,  "a":2}' AND amount = 123456789012345678901234567890.5
        AND twice = 4 AND born = '2027-01-01T00:00:00.123456Z') = 1201 AND (SELECT name FROM zone WHERE id = 2) = E'b\\r\\n' THEN 1 ELSE 0 END);
        INSERT INTO "Account" (id) VALUES (DEFAULT); INSERT INTO zone (name) VALUES ('c');`;
      await restored.script(dump);
      const again = await openQueue(restored, []);
      const [job] = await again.list('waiting', 10);
      assert.deepEqual([job?.name, job?.data, job?.startAfter], ['assess', { case: 1 }, later]);
      assert.deepEqual([await elsewhere.has(evidence.sha256), await again.list('waiting', 10).then(({ length }) => length)], [8, 1]);
      await again.stop();
      await restored.close();
      await assert.rejects(restore(place, elsewhere, folder, 'first'), { code: 'DATABASE_NOT_EMPTY' });
    });
  });
}

describe('a back-up', async () => {
  const folder = join(root, 'embedded');
  const store = await folderStore(join(root, 'unused'));
  const file = join(folder, 'second', 'journal.table.ndjson');

  it('is refused when it was not finished, was damaged, or its journal was', async () => {
    const place = await fixture.place('postgresql');
    const manifest = join(folder, 'second', 'back-up.json');
    const original = readFileSync(file, 'utf8');
    writeFileSync(file, original.replace('person:1', 'person:2'));
    await assert.rejects(restore(place, store, folder, 'second'), { code: 'BACK_UP_DAMAGED' });
    // Who changes the digest too is found out by the chain.
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
    const forged = readFileSync(file, 'utf8');
    const { tables, ...rest } = JSON.parse(readFileSync(manifest, 'utf8')) as { tables: readonly { name: string; sha256: string }[] };
    const ours = tables.filter(({ name }) => !/^(zone|Account)\./.test(name));
    const rehashed = ours.map((table) => (table.sha256 === digest(original) ? { ...table, sha256: digest(forged) } : table));
    writeFileSync(manifest, JSON.stringify({ ...rest, tables: rehashed }));
    await assert.rejects(restore(place, store, folder, 'second'), { code: 'BACK_UP_DAMAGED' });
    const database = await openDatabase(place);
    assert.equal((await journalHead(database.db)).seq, 0);
    await database.close();
    renameSync(manifest, `${manifest}.away`);
    await assert.rejects(restore(place, store, folder, 'second'), { code: 'BACK_UP_INCOMPLETE' });
  });
});
