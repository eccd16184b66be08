import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { appendJournal, type JournalAppend } from './append-journal.ts';
import { checkJournal } from './check-journal.ts';
import type { Database } from './database.ts';
import { databaseFixture, databaseKinds } from './database-fixture.ts';
import type { JournalEntry } from './journal-entry.ts';
import { journalHead, readJournal, readStream } from './read-journal.ts';

const fixture = databaseFixture();
const at = '2027-03-01T10:00:00.000000Z';

const append = ({ db }: Database, what: Partial<JournalAppend>): Promise<readonly JournalEntry[]> =>
  db.transaction().execute((transaction) =>
    appendJournal(transaction, {
      stream: 'case:1',
      expectedVersion: 'any',
      at,
      actor: 'person:1',
      events: [{ event: 'opened' }],
      ...what,
    }),
  );

for (const kind of databaseKinds) {
  describe(`the journal, ${kind}`, async () => {
    const opening = fixture.open(kind);

    it('appends, reads and refuses what was decided on an old version', async () => {
      const database = await opening;
      const awkward = { event: 'ë\u0000\ud800"\\', b: 1, a: [null, 1e21, -0], ['__proto__']: { x: 1 } };
      await append(database, { expectedVersion: 0, events: [{ event: 'opened' }, awkward] });
      await append(database, { stream: 'case:2', expectedVersion: 0 });
      await assert.rejects(append(database, { expectedVersion: 1 }), { code: 'VERSION_CONFLICT' });
      const [third] = await append(database, { expectedVersion: 2, events: [{ event: 'submitted' }] });
      assert.deepEqual([third?.seq, third?.version], [4, 3]);
      assert.deepEqual(
        (await readStream(database.db, 'case:1')).map(({ event }) => event),
        [{ event: 'opened' }, JSON.parse(JSON.stringify(awkward)), { event: 'submitted' }],
      );
      assert.deepEqual(
        (await readJournal(database.db, 2, 2)).map(({ seq, stream, version }) => [seq, stream, version]),
        [
          [2, 'case:1', 2],
          [3, 'case:2', 1],
        ],
      );
      assert.deepEqual(await checkJournal(database.db), { ok: true, head: { seq: 4, hash: third?.hash } });
    });

    it('is one line without a gap when many append at once and some give up', async () => {
      const database = await opening;
      const before = (await journalHead(database.db)).seq;
      const outcomes = await Promise.allSettled(
        Array.from({ length: 24 }, (_, index) =>
          database.db.transaction().execute(async (transaction) => {
            await appendJournal(transaction, {
              stream: `many:${index % 5}`,
              expectedVersion: 'any',
              at,
              actor: 'system',
              events: [1, 2, 3],
            });
            if (index % 4 === 0) throw new Error('gives up');
          }),
        ),
      );
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 18);
      const check = await checkJournal(database.db);
      assert.ok(check.ok && check.head.seq === before + 18 * 3);
    });

    it('lets one of several win that were decided on the same version', async () => {
      const database = await opening;
      const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => append(database, { stream: 'case:3', expectedVersion: 0 })));
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected', 'rejected']);
    });

    it('cannot be changed, and names the entry when it was', async () => {
      const { db, script } = await opening;
      const head = await journalHead(db);
      for (const statement of [`UPDATE journal SET actor = 'x'`, 'DELETE FROM journal WHERE seq = 2', 'TRUNCATE journal']) {
        await assert.rejects(script(statement), { code: '23000' });
      }
      await script('ALTER TABLE journal DISABLE TRIGGER ALL');
      const faults: unknown[] = [];
      for (const [harm, mend] of [
        [`UPDATE journal SET actor = 'x' WHERE seq = 1`, `UPDATE journal SET actor = 'person:1' WHERE seq = 1`],
        [`UPDATE journal SET event = event || ' ' WHERE seq = 3`, 'UPDATE journal SET event = trim(event) WHERE seq = 3'],
        ['UPDATE journal SET seq = 100000 WHERE seq = 4', 'UPDATE journal SET seq = 4 WHERE seq = 100000'],
        ['UPDATE journal SET version = 9 WHERE seq = 3', 'UPDATE journal SET version = 1 WHERE seq = 3'],
        [
          'UPDATE journal SET previous = hash WHERE seq = 3',
          'UPDATE journal SET previous = (SELECT hash FROM journal WHERE seq = 2) WHERE seq = 3',
        ],
      ] as const) {
        await script(harm);
        faults.push(await checkJournal(db, [head]));
        await script(mend);
      }
      assert.deepEqual(faults, [
        { ok: false, seq: 1, fault: 'hash' },
        { ok: false, seq: 3, fault: 'spelling' },
        { ok: false, seq: 4, fault: 'gap' },
        { ok: false, seq: 3, fault: 'version' },
        { ok: false, seq: 3, fault: 'previous' },
      ]);
      assert.deepEqual(await checkJournal(db, [head]), { ok: true, head });
      assert.deepEqual(await checkJournal(db, [{ seq: 2, hash: head.hash }]), { ok: false, seq: 2, fault: 'head' });
      await sql`DELETE FROM journal WHERE seq = ${head.seq}`.execute(db);
      assert.ok((await checkJournal(db)).ok);
      assert.deepEqual(await checkJournal(db, [head]), { ok: false, seq: head.seq, fault: 'head' });
    });
  });
}
