import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { databaseFixture, databaseKinds } from './database-fixture.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';

const fixture = databaseFixture();

for (const kind of databaseKinds) {
  describe(`openDatabase, ${kind}`, () => {
    it('migrates once and finds it done when opened again', async () => {
      const place = await fixture.place(kind);
      for (const opened of [openDatabase, openDatabase]) {
        const database = await opened(place);
        const applied = await database.db.selectFrom('applied_migrations').select(['position', 'id']).orderBy('position').execute();
        assert.deepEqual(
          applied,
          migrations.map(({ id }, at) => ({ position: at + 1, id })),
        );
        await database.close();
      }
    });

    it('refuses an edited migration, an unknown one, and undoes one that fails', async () => {
      const place = await fixture.place(kind);
      const first = { id: 'one', sql: 'CREATE TABLE one (x int); INSERT INTO one VALUES (1);' };
      await (await openDatabase(place, [first])).close();
      await assert.rejects(openDatabase(place, [{ ...first, sql: `${first.sql} ` }]), { code: 'MIGRATION_CHANGED' });
      await assert.rejects(openDatabase(place, [{ id: 'zero', sql: '' }, first]), { code: 'MIGRATION_CHANGED' });
      await assert.rejects(openDatabase(place, []), { code: 'DATABASE_NEWER' });
      const broken = { id: 'two', sql: 'DELETE FROM one; SELECT nothing FROM nowhere;' };
      await assert.rejects(openDatabase(place, [first, broken]), { code: '42P01' });
      const database = await openDatabase(place, [first, { id: 'two', sql: 'ALTER TABLE one ADD y int DEFAULT 2;' }]);
      assert.deepEqual((await sql`SELECT * FROM one`.execute(database.db)).rows, [{ x: 1, y: 2 }]);
      await database.close();
    });

    it('gives bytes, whole numbers and instants in one shape, and tells of notices', async () => {
      const database = await fixture.open(kind);
      const { rows } = await sql<{ n: unknown; b: Uint8Array; t: unknown; j: unknown }>`
        SELECT 9007199254740991::bigint AS n, '\\x00ff'::bytea AS b, '2026-11-25T12:00:00Z'::timestamptz AS t, '{"a":[1]}'::jsonb AS j`.execute(
        database.db,
      );
      const row = rows[0];
      assert.ok(row !== undefined && row.b instanceof Uint8Array);
      assert.deepEqual({ ...row, b: [...row.b] }, { n: 9007199254740991, b: [0, 255], t: new Date('2026-11-25T12:00:00Z'), j: { a: [1] } });
      await assert.rejects(sql`SELECT 9007199254740993::bigint`.execute(database.db), RangeError);
      let unlisten = async (): Promise<void> => undefined;
      const heard = await new Promise<string>((resolve, reject) => {
        void database.listen('cases', resolve).then((stop) => {
          unlisten = stop;
          return sql`SELECT pg_notify('cases', 'moved')`.execute(database.db);
        }, reject);
      });
      await unlisten();
      assert.equal(heard, 'moved');
    });
  });
}

describe('openDatabase, embedded', () => {
  it('is refused while another process has it, and taken over from one that was killed', async () => {
    const place = await fixture.place('embedded');
    const holder = spawn(process.execPath, [new URL('hold-database-fixture.ts', import.meta.url).pathname, JSON.stringify(place)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    await assert.rejects(openDatabase(place), { code: 'DATABASE_IN_USE' });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const database = await openDatabase(place);
    await assert.rejects(openDatabase(place), { code: 'DATABASE_IN_USE' });
    await database.close();
  });
});

describe('openDatabase, postgresql', () => {
  it('is safe with four that start at once', async () => {
    const place = await fixture.place('postgresql');
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(place)));
    for (const database of opened) await database.close();
  });

  it('says when nobody answers, without the password', async () => {
    await assert.rejects(
      openDatabase({ url: 'postgresql://iqs:hunter2@127.0.0.1:1/iqs' }),
      (error: Error & { code: string; line: string }) => {
        assert.equal(error.code, 'DATABASE_UNREACHABLE');
        assert.doesNotMatch(error.line, /hunter2/);
        return true;
      },
    );
  });
});
