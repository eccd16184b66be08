import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UserError } from '../../foundation/user-error.ts';
import type { Matter } from '../../model/matter.ts';
import { caseIn, seats } from '../../programme/case-fixture.ts';
import { lodgedMatter, type MatterAct, moveMatter } from '../../programme/matter.ts';
import { defaultSettings as settings } from '../../programme/programme-settings.ts';
import { daysLater } from '../../programme/working-days.ts';
import { checkJournal } from '../database/check-journal.ts';
import { databaseFixture, databaseKinds } from '../database/database-fixture.ts';
import { readStream } from '../database/read-journal.ts';
import type { Desk, Seat, SeenCase } from './desk.ts';
import type { MatterWanted } from './matters.ts';
import { openMatters } from './open-matters.ts';

const fixture = databaseFixture();
const seat = (person: keyof typeof seats): Exclude<Seat, 'system'> => ({ person, ...seats[person] });
const cases = { certified: caseIn('in-force').case, draft: caseIn('draft').case };
const number = cases.certified.certificate?.number ?? '';
const stranger: Seat = { person: 'zoe', organisation: 'maker-2', role: 'applicant' };

/** Two cases, seen by their parties. */
const desk: Pick<Desk, 'read' | 'list'> = {
  read: async (by, id) => {
    const of = cases[id as keyof typeof cases];
    if (of === undefined || (by !== 'system' && ![of.applicant, of.body, of.laboratory].includes(by.organisation)))
      throw new UserError('CASE_UNKNOWN', 'no such case', id, '');
    return { case: { ...of, id } } as SeenCase;
  },
  list: async (_, { text }) => ({ items: text === number ? [{ id: 'certified', number } as never] : [], next: null }),
};

const wanted = (other: Partial<MatterWanted> = {}): MatterWanted => ({
  kind: 'complaint',
  about: null,
  words: 'w\n"é"',
  name: 'Nora Secret',
  email: 'nora@secret.example',
  language: 'en',
  ...other,
});

for (const kind of databaseKinds) {
  describe(`matters, ${kind}`, async () => {
    const opening = fixture.open(kind);
    let now = daysLater(cases.certified.since, 1);
    const open = async () => openMatters({ database: await opening, desk, settings, now: () => now });

    it('are lodged by anybody, handled by the body, decided by people not in the case, and appealed', async () => {
      const { matters, publicMatters } = await open();
      const { id, clocks, reporter, allowed } = await matters.lodge(null, wanted({ kind: 'flaw', about: number }));
      assert.deepEqual([clocks.map((each) => each.kind), reporter, allowed], [['reply', 'decision'], null, []]);
      const seen = await matters.read(seat('sam'), id);
      assert.deepEqual([seen?.reporter?.email, seen?.case, seen?.number], ['nora@secret.example', 'certified', number]);
      assert.deepEqual([await matters.read(seat('anna'), id), await matters.read(seat('adam'), id)], [null, null]);
      await matters.act(seat('sam'), id, { name: 'acknowledge' });
      await assert.rejects(matters.act(seat('sam'), id, { name: 'acknowledge' }), { code: 'STATE_FORBIDS' });
      await assert.rejects(matters.act(seat('anna'), id, { name: 'take-in-hand' }), { code: 'MATTER_UNKNOWN' });
      await matters.act(seat('olga'), id, { name: 'take-in-hand' });
      const decide = { name: 'decide', outcome: 'dismissed', reasons: 'r' } as const;
      await assert.rejects(matters.act(seat('sam'), id, decide), { code: 'ROLE_MISSING' });
      // Dora was on the committee of the case.
      await assert.rejects(matters.act(seat('dora'), id, decide), { code: 'CONFLICT_CASE' });
      assert.equal((await matters.act(seat('dodo'), id, decide)).decision?.by, 'dodo');
      await publicMatters.appeal(id, 'No.');
      await publicMatters.appeal(id, 'No, again.');
      const appealed = await publicMatters.matterOf(id);
      assert.deepEqual([appealed?.appeal?.reasons, appealed?.report.name, appealed?.report.email], ['No.', null, null]);
      const again = { ...decide, name: 'decide-appeal', outcome: 'upheld' } as const;
      for (const person of ['dodo', 'olga'] as const) await assert.rejects(matters.act(seat(person), id, again), { code: 'CONFLICT_HAT' });
      const ended = await matters.act(seat('dan'), id, again);
      assert.deepEqual([ended.appeal?.decision?.outcome, ended.clocks], ['upheld', []]);
      await publicMatters.appeal('nothing', 'r');
    });

    it('stand in the journal event by event, without name and address of who wrote', async () => {
      const { db } = await opening;
      const rows = await db.selectFrom('matters').selectAll().execute();
      for (const { id, version, matter } of rows) {
        const entries = await readStream(db, `matter/${id}`);
        assert.equal(entries.length, version);
        const [first, ...acts] = entries;
        const folded = acts.reduce(
          (before, { event, at }) => {
            const moved = moveMatter(before, event as MatterAct, { now: at, settings, involved: new Set() });
            assert.equal(moved.outcome, 'done');
            return moved.outcome === 'done' ? moved.matter : before;
          },
          ((first ?? assert.fail()).event as { readonly matter: Matter }).matter,
        );
        assert.deepEqual(folded, matter);
        assert.doesNotMatch(JSON.stringify(entries), /secret/i);
      }
      assert.ok((await checkJournal(db)).ok);
    });

    it('are about what is there, and an appeal is a party’s, against a decision, in time', async () => {
      const { matters } = await open();
      const appeal = (about: string | null) => wanted({ kind: 'appeal', about });
      for (const about of ['IQS-BODY-9999999', 'certified', 'nothing'])
        await assert.rejects(matters.lodge(stranger, wanted({ about })), { code: 'MATTER_ABOUT_UNKNOWN' }, about);
      await assert.rejects(matters.lodge(null, wanted({ about: 'certified' })), { code: 'MATTER_ABOUT_UNKNOWN' });
      await assert.rejects(matters.lodge(null, appeal(number)), { code: 'MATTER_ABOUT_UNKNOWN' });
      await assert.rejects(matters.lodge(stranger, appeal(number)), { code: 'MATTER_ABOUT_UNKNOWN' });
      await assert.rejects(matters.lodge(seat('anna'), appeal(null)), { code: 'MATTER_ABOUT_UNKNOWN' });
      await assert.rejects(matters.lodge(seat('anna'), appeal('draft')), { code: 'NOT_DECIDED' });
      const before = now;
      now = daysLater(cases.certified.since, settings.appealDays + 1);
      await assert.rejects(matters.lodge(seat('anna'), appeal('certified')), { code: 'APPEAL_LATE' });
      now = before;
      const { id, number: of, clocks } = await matters.lodge(seat('anna'), appeal('certified'));
      assert.deepEqual([of, clocks.at(-1)?.due], [number, daysLater(now, settings.appealDecisionDays)]);
      assert.deepEqual((await matters.read(seat('anna'), id))?.allowed, []);
      await matters.act(seat('dodo'), id, { name: 'take-in-hand' });
      await matters.act(seat('dodo'), id, { name: 'decide', outcome: 'partly', reasons: 'r' });
      const own = await matters.read(seat('anna'), id);
      assert.deepEqual([own?.allowed, own?.decision?.by, own?.reporter], [['appeal'], null, null]);
      assert.equal((await matters.act(seat('anna'), id, { name: 'appeal', reasons: 'r' })).appeal?.reasons, 'r');
    });

    it('are moved once by many at once, and listed page by page to whom they concern', async () => {
      const { matters, publicMatters } = await open();
      const { id } = await matters.lodge(seat('anna'), wanted());
      const outcomes = await Promise.allSettled(
        (['sam', 'rob', 'dora', 'olga'] as const).map((person) => matters.act(seat(person), id, { name: 'take-in-hand' })),
      );
      const codes = outcomes.map((each) => (each.status === 'rejected' ? String(each.reason.code) : 'done'));
      assert.deepEqual(codes.toSorted(), ['STATE_FORBIDS', 'STATE_FORBIDS', 'STATE_FORBIDS', 'done']);
      for (let at = 0; at < 5; at += 1)
        await publicMatters.lodge(lodgedMatter(`public-${at}`.padEnd(24, 'x'), { ...wanted(), number: null }, now));
      const pages: string[][] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await matters.list(seat('sam'), { limit: 3, cursor });
        pages.push(page.items.map((each) => each.id));
        if (page.next === null) break;
        cursor = page.next;
      }
      assert.deepEqual(
        pages.map(({ length }) => length),
        [3, 3, 2],
      );
      assert.equal(new Set(pages.flat()).size, 8);
      assert.equal((await matters.list(seat('sam'), { limit: 100, open: true })).items.length, 7);
      assert.equal((await matters.list(seat('anna'), { limit: 100 })).items.length, 2);
      assert.equal((await matters.list(stranger, { limit: 100 })).items.length, 0);
      assert.equal((await matters.list({ ...seat('sam'), organisation: 'body-2' }, { limit: 100 })).items.length, 6);
      await assert.rejects(matters.list(seat('sam'), { limit: 3, cursor: 'x' }), { code: 'CURSOR_INVALID' });
    });
  });
}
