import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { caseStates } from '../../model/case.ts';
import { assessmentOf, inputFor, type PersonName, seats } from '../../programme/case-fixture.ts';
import { checkJournal } from '../database/check-journal.ts';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { readStream } from '../database/read-journal.ts';
import { documentOf, inputDigest } from './case-digests.ts';
import { deskFixture, putWalk, seatOf } from './desk-fixture.ts';

const fixture = databaseFixture();
const nothing = { get: async () => assert.fail('no file is read here') };
type Named = Exclude<PersonName, 'system'>;

for (const kind of databaseKinds) {
  describe(`the desk, ${kind}`, () => {
    test('from the opening to the decision, each event in the chain, and work put into the queue', async () => {
      const database = await fixture.open(kind);
      const { desk, clock, sent } = deskFixture(database, nothing);
      const { id } = await desk.open(seatOf('anna'), inputFor('open', null));
      const act = async (who: PersonName, name: Parameters<typeof inputFor>[0], input?: object) => {
        clock.now = `${clock.now.slice(0, 14)}${String(Number(clock.now.slice(14, 16)) + 1).padStart(2, '0')}:00Z`;
        const of = (await desk.read('system', id)).case;
        return desk.act(who === 'system' ? 'system' : seatOf(who as Named), id, { name, input: input ?? inputFor(name, of) } as never);
      };
      for (const name of ['describe', 'state', 'add-evidence', 'choose-laboratory', 'submit'] as const) await act('anna', name);
      await act('rob', 'accept');
      await act('eva', 'begin-evaluation');
      await act('eva', 'request-assessment');
      assert.deepEqual(sent, ['assess']);
      const { case: waiting } = await desk.read('system', id);
      assert.equal(waiting.assessing, 'official');
      await assert.rejects(act('eva', 'complete-evaluation'), { code: 'ASSESSMENT_RUNNING' });
      await act('system', 'record-assessment', { assessment: { ...assessmentOf('official'), input: inputDigest(waiting) } });
      await act('eva', 'complete-evaluation');
      await act('rob', 'take-up-review');
      await act('rob', 'recommend');
      for (const who of ['dora', 'dirk', 'dee'] as const) await act(who, 'vote');
      const document = documentOf((await desk.read('system', id)).case)?.sha256;
      for (const who of ['dora', 'dirk'] as const) await act(who, 'sign', { document, method: 'second-factor', assertion: null });
      assert.deepEqual(sent, ['assess', 'settle']);
      const events = await desk.events('system', id);
      assert.equal(events.length, (await desk.read('system', id)).case.version);
      assert.equal((await checkJournal(database.db)).ok, true);
      await database.close();
    });

    test('of two who act on the same version one is refused; who names none is served', async () => {
      const database = await fixture.open(kind);
      const made = deskFixture(database, nothing);
      const { version } = await putWalk(made, 'C-1', 'draft');
      const state = { name: 'state', input: inputFor('state', null) } as const;
      const both = await Promise.allSettled([1, 2].map(() => made.desk.act(seatOf('anna'), 'C-1', state, version)));
      assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      await Promise.all([1, 2, 3].map(() => made.desk.act(seatOf('anna'), 'C-1', state)));
      assert.equal((await made.desk.read('system', 'C-1')).case.version, version + 4);
      await database.close();
    });
  });
}

describe('who sees what', async () => {
  const database = await fixture.open('embedded');
  const made = deskFixture(database, nothing);
  const { desk } = made;
  for (const state of caseStates) await putWalk(made, `C-${state}`, state);
  const seen = async (who: Named): Promise<readonly string[]> =>
    (await desk.list(seatOf(who), { limit: 100 })).items.map(({ state }) => state).sort();
  const all = [...caseStates].sort();

  test('a draft is its maker’s alone; the laboratory comes in with the acceptance, officers with the certificate', async () => {
    assert.deepEqual(await seen('anna'), all);
    assert.deepEqual(
      await seen('rob'),
      all.filter((state) => state !== 'draft'),
    );
    const evaluated = all.filter((state) => !['draft', 'submitted', 'rejected', 'cancelled'].includes(state));
    assert.deepEqual(await seen('eva'), evaluated);
    const certified = ['expired', 'in-force', 'lapsed', 'reduced', 'renewed', 'suspended', 'terminated', 'under-review', 'withdrawn'];
    assert.deepEqual(await seen('sam'), certified);
    assert.deepEqual(await seen('dora'), ['decision-pending', 'refused', ...certified].sort());
    // Of the body, but on none of the committees.
    assert.deepEqual(await seen('dodo'), certified);
    assert.deepEqual(await seen('adam'), []);
  });

  test('what a list leaves out is not there for reading and acting either', async () => {
    for (const who of Object.keys(seats) as Named[]) {
      const listed = new Set((await desk.list(seatOf(who), { limit: 100 })).items.map(({ id }) => id));
      for (const state of caseStates) {
        const read = await desk.read(seatOf(who), `C-${state}`).then(
          () => 'read',
          (error: { code: string }) => error.code,
        );
        assert.equal(read, listed.has(`C-${state}`) ? 'read' : 'CASE_UNKNOWN', `${who} ${state}`);
      }
    }
  });

  test('a case waits for whose turn it is', async () => {
    const mine = async (who: Named): Promise<readonly string[]> =>
      (await desk.list(seatOf(who), { mine: true, limit: 100 })).items.map(({ state }) => state).sort();
    assert.deepEqual(await mine('anna'), ['draft', 'nonconformities-open', 'under-review']);
    assert.deepEqual(await mine('eva'), ['accepted', 'in-evaluation']);
    assert.deepEqual(await mine('rob'), ['evaluated', 'in-review', 'submitted']);
    assert.deepEqual(await mine('dora'), ['decision-pending']);
    assert.deepEqual(await mine('sam'), ['suspended', 'under-review']);
  });

  test('the committee reads no name before its vote is closed: not in the case, its events, a list or a search', async () => {
    const hiddenNames = /lumen|maker-1|lab-1|"anna"|"eva"|person (anna|eva)|LC-2/i;
    const { case: of, anonymised, names } = await desk.read(seatOf('dora'), 'C-decision-pending');
    assert.equal(anonymised, true);
    const events = await desk.events(seatOf('dora'), 'C-decision-pending');
    const { items } = await desk.list(seatOf('dora'), { state: 'decision-pending' });
    for (const shown of [of, events, items, [...names]]) assert.doesNotMatch(JSON.stringify(shown), hiddenNames);
    assert.equal(items.length, 1);
    assert.equal((await desk.list(seatOf('dora'), { text: 'lumen', state: 'decision-pending' })).items.length, 0);
    assert.match(JSON.stringify(await desk.read(seatOf('rob'), 'C-decision-pending')), hiddenNames);
  });

  test('an attempt against the separation of duties is kept', async () => {
    await assert.rejects(
      desk.act({ ...seatOf('rob'), person: 'dora', role: 'decision-maker' }, 'C-in-review', {
        name: 'vote',
        input: inputFor('vote', null),
      } as never),
      {
        code: 'CASE_UNKNOWN',
      },
    );
    const tied = deskFixture(database, nothing, {
      directory: {
        ...made.deps.directory,
        facts: async () =>
          new Map([['rob', { person: 'rob', memberships: [{ organisation: 'body-1', roles: ['reviewer'] }], ties: ['maker-1'] }]]),
      },
    });
    tied.clock.now = '2028-01-01T09:00:00Z';
    await assert.rejects(tied.desk.act(seatOf('rob'), 'C-submitted', { name: 'accept', input: { words: 'Fine.' } }), {
      code: 'CONFLICT_TIE',
    });
    const kept = await readStream(database.db, 'attempts/C-submitted');
    assert.deepEqual(
      kept.map(({ actor, event }) => [actor, (event as { refused: string }).refused]),
      [['rob', 'CONFLICT_TIE']],
    );
  });

  test('pages of a list come one after the other, each case once', async () => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.list('system', { limit: 3, cursor });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    assert.deepEqual(found.toSorted(), caseStates.map((state) => `C-${state}`).toSorted());
    await assert.rejects(desk.list('system', { cursor: 'x' }), { code: 'CURSOR_INVALID' });
  });
});
