import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { readStream } from '../database/read-journal.ts';
import { openDirectory } from './open-directory.ts';

const fixture = databaseFixture();
const at = '2027-03-01T10:00:00Z';

const people = `
INSERT INTO auth_user (id, name, email, "emailVerified") VALUES ('ada', 'Ada', 'ada@x.example', true), ('bo', 'Bo', 'bo@x.example', true);
INSERT INTO auth_organisation (id, name, slug, "createdAt", kind) VALUES
  ('m', 'Zed Works', 'm', now(), 'maker'), ('l', 'A Laboratory', 'l', now(), 'laboratory'), ('b', 'Body', 'b', now(), 'body');
INSERT INTO auth_member (id, "organizationId", "userId", role, "createdAt") VALUES
  ('1', 'm', 'ada', 'admin,applicant', now()), ('2', 'b', 'ada', 'reviewer', now());
`;

for (const kind of databaseKinds) {
  describe(`the directory, ${kind}`, async () => {
    const opening = fixture.open(kind).then(async (database) => {
      await database.script(people);
      return { database, directory: openDirectory(database, () => at) };
    });

    it('knows people by all their roles, and names of both kinds', async () => {
      const { directory } = await opening;
      const facts = await directory.facts(['ada', 'bo', 'nobody']);
      assert.deepEqual(
        [...facts.values()].toSorted((a, b) => (a.person < b.person ? -1 : 1)),
        [
          {
            person: 'ada',
            memberships: [
              { organisation: 'b', roles: ['reviewer'] },
              { organisation: 'm', roles: ['administrator', 'applicant'] },
            ],
            ties: [],
          },
          { person: 'bo', memberships: [], ties: [] },
        ],
      );
      assert.deepEqual(Object.fromEntries(await directory.names(['ada', 'm', 'nobody'])), { ada: 'Ada', m: 'Zed Works' });
      assert.deepEqual([(await directory.facts([])).size, (await directory.names([])).size], [0, 0]);
    });

    it('lists organisations by name, with what a laboratory may evaluate', async () => {
      const { directory, database } = await opening;
      await directory.authorise('olga', 'l', { schemes: ['iqs', 'other'], until: '2030-01-01' });
      await directory.authorise('olga', 'l', { schemes: ['iqs'], until: '2031-01-01' });
      assert.deepEqual(
        (await directory.organisations()).map(({ id, authorisation, waits }) => [id, authorisation, waits]),
        [
          ['l', { schemes: ['iqs'], until: '2031-01-01' }, true],
          ['b', null, false],
          ['m', null, false],
        ],
      );
      assert.deepEqual(
        (await directory.organisations('maker')).map(({ name }) => name),
        ['Zed Works'],
      );
      await directory.authorise('olga', 'l', null);
      assert.equal((await directory.organisations('laboratory'))[0]?.authorisation, null);
      for (const id of ['m', 'nobody']) await assert.rejects(directory.authorise('olga', id, null), { code: 'ORGANISATION_UNKNOWN' });
      const told = await readStream(database.db, 'directory/l');
      assert.deepEqual(
        told.map(({ actor, event }) => [actor, (event as { readonly event: string }).event]),
        [
          ['olga', 'authorised'],
          ['olga', 'authorised'],
          ['olga', 'authorisation-ended'],
        ],
      );
      assert.deepEqual(await readStream(database.db, 'directory/m'), [], 'what was refused is not in the journal');
    });

    it('keeps the ties that were declared last', async () => {
      const { directory, database } = await opening;
      await directory.declareTies('bo', ['m', 'l', 'm']);
      assert.deepEqual((await directory.facts(['bo'])).get('bo')?.ties, ['l', 'm']);
      await assert.rejects(directory.declareTies('bo', ['b', 'nobody']), { code: 'ORGANISATION_UNKNOWN' });
      await directory.declareTies('bo', ['b']);
      assert.deepEqual((await directory.facts(['bo'])).get('bo')?.ties, ['b']);
      assert.equal((await readStream(database.db, 'person/bo')).length, 2);
    });
  });
}
