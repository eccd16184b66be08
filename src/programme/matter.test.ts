import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Matter, MatterReport } from '../model/matter.ts';
import { lodgedMatter, type MatterAct, type MatterContext, type MatterRefusal, matterClocks, moveMatter } from './matter.ts';
import { defaultSettings as settings } from './programme-settings.ts';

const report: MatterReport = { kind: 'flaw', number: null, words: 'w', name: null, email: null, language: 'en' };
const at = (day: number): MatterContext => ({
  now: `2027-03-${String(day).padStart(2, '0')}T09:00:00Z`,
  settings,
  involved: new Set(['ivo']),
});
const lodged = lodgedMatter('a'.repeat(24), report, at(1).now);
const acts: Readonly<Record<MatterAct['name'], MatterAct>> = {
  acknowledge: { name: 'acknowledge', by: 'ann' },
  'take-in-hand': { name: 'take-in-hand', by: 'ann' },
  decide: { name: 'decide', by: 'bob', outcome: 'partly', reasons: 'r' },
  appeal: { name: 'appeal', reasons: 'r' },
  'decide-appeal': { name: 'decide-appeal', by: 'cas', outcome: 'upheld', reasons: 'r' },
};

function after(...names: readonly MatterAct['name'][]): Matter {
  return names.reduce((matter, name, index) => {
    const moved = moveMatter(matter, acts[name], at(2 + index));
    assert.equal(moved.outcome, 'done', name);
    return moved.outcome === 'done' ? moved.matter : matter;
  }, lodged);
}

const refusal = (matter: Matter, act: MatterAct, context: MatterContext): MatterRefusal | null => {
  const moved = moveMatter(matter, act, context);
  return moved.outcome === 'refused' ? moved.refusal : null;
};

const stations = {
  lodged,
  acknowledged: after('acknowledge'),
  'in-hand': after('take-in-hand'),
  decided: after('take-in-hand', 'decide'),
  appealed: after('take-in-hand', 'decide', 'appeal'),
  closed: after('take-in-hand', 'decide', 'appeal', 'decide-appeal'),
};

describe('a matter', () => {
  test('every act in every state: allowed or refused', () => {
    const open = Object.fromEntries(
      Object.entries(stations).map(([name, matter]) => [
        name,
        Object.values(acts)
          .filter((act) => refusal(matter, act, at(20)) !== 'STATE_FORBIDS')
          .map((act) => act.name),
      ]),
    );
    assert.deepEqual(open, {
      lodged: ['acknowledge', 'take-in-hand'],
      acknowledged: ['take-in-hand'],
      'in-hand': ['decide'],
      decided: ['appeal'],
      appealed: ['decide-appeal'],
      closed: [],
    });
  });

  test('an appeal is decided by people new to it, nobody of the case decides, reasons are given, and time goes forward', () => {
    const { decided, appealed } = stations;
    for (const by of ['ann', 'bob']) assert.equal(refusal(appealed, { ...acts['decide-appeal'], by } as MatterAct, at(20)), 'CONFLICT_HAT');
    assert.equal(refusal(stations['in-hand'], { ...acts.decide, by: 'ivo' } as MatterAct, at(20)), 'CONFLICT_CASE');
    assert.equal(refusal(appealed, { ...acts['decide-appeal'], by: 'ivo' } as MatterAct, at(20)), 'CONFLICT_CASE');
    assert.equal(refusal(decided, { name: 'appeal', reasons: ' ' }, at(20)), 'REASONS_MISSING');
    assert.equal(refusal(decided, acts.appeal, { ...at(1), now: '2027-05-01T00:00:00Z' }), 'APPEAL_LATE');
    assert.equal(refusal(decided, acts.appeal, at(1)), 'TIME_BACKWARDS');
  });

  test('clocks run by the settings', () => {
    const kinds = (matter: Matter): readonly string[] =>
      matterClocks(matter, settings).map(({ kind, due }) => `${kind} ${due.slice(0, 10)}`);
    assert.deepEqual(kinds(lodged), ['reply 2027-03-15', 'decision 2027-04-30']);
    const own = { ...settings, complaintDecisionDays: 1, appealDecisionDays: 2 };
    const appeal = { ...stations['in-hand'], report: { ...report, kind: 'appeal' } } as const;
    assert.equal(matterClocks(appeal, own)[0]?.due.slice(0, 10), '2027-03-03');
    assert.deepEqual(kinds(stations['in-hand']), ['decision 2027-04-30']);
    assert.deepEqual(kinds(stations.decided), ['appeal 2027-04-02']);
    assert.deepEqual(kinds(stations.appealed), ['appeal-decision 2027-05-03']);
    assert.deepEqual(kinds(stations.closed), []);
  });
});
