// What may happen to a certificate, by the rules of ISO/IEC 17065.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseClocks } from './case-clocks.ts';
import { caseIn, type Step, type Walk, walk } from './case-fixture.ts';
import { defaultSettings } from './programme-settings.ts';
import { announced, inForce, refusal, renewal } from './refusal-fixture.ts';
import { daysLater } from './working-days.ts';

test('a certificate is renewed by its holder, in its window, while it holds', () => {
  assert.equal(renewal(inForce, 300), 'done');
  assert.equal(renewal(inForce, 400), 'NOT_RENEWABLE');
  for (const state of ['withdrawn', 'lapsed', 'terminated', 'renewed'] as const)
    assert.equal(renewal(caseIn(state), 300), 'NOT_RENEWABLE', state);
  assert.equal(renewal({ ...inForce, case: { ...inForce.case, id: 'case-9' } }, 300), 'NOT_RENEWABLE');
  assert.equal(renewal({ ...inForce, case: { ...inForce.case, applicant: 'maker-2' } }, 300), 'NOT_RENEWABLE');
});

test('a renewed certificate can be withdrawn, ends once, and keeps what took its place', () => {
  const renewed = caseIn('renewed');
  assert.equal(
    refusal(renewed, ['sam', 'announce-measure', { kind: 'suspend', letter: null, reason: 'It fell.', urgent: true }]),
    'STATE_FORBIDS',
  );
  assert.equal(
    walk(
      [
        ['sam', 'announce-measure'],
        ['sam', 'close-review'],
      ],
      renewed,
    ).case.state,
    'renewed',
  );
  assert.equal(
    walk(
      [
        ['sam', 'announce-measure'],
        ['dora', 'withdraw'],
      ],
      renewed,
    ).case.state,
    'withdrawn',
  );
  const ended = walk([['system', 'expire', {}, 400]], renewed);
  assert.deepEqual([ended.case.state, ended.case.ended], ['expired', 'case-2']);
  assert.equal(refusal(ended, ['system', 'expire']), 'STATE_FORBIDS');
});

test('the holder is heard: a measure waits for the answer or the end of the time, unless it is urgent', () => {
  const suspend: Step = ['sam', 'suspend'];
  const until = announced.case.measure?.hearUntil ?? '';
  assert.equal(refusal(announced, suspend, { now: until }), 'HOLDER_NOT_HEARD');
  assert.equal(refusal(announced, suspend, { now: daysLater(until, 1) }), 'done');
  assert.equal(refusal(walk([['anna', 'answer-measure']], announced), suspend), 'done');
  assert.equal(refusal(announced, ['dora', 'withdraw']), 'MEASURE_MISSING', 'another measure');
  const reduce = { kind: 'reduce', letter: 'D', reason: 'It fell.', urgent: true };
  assert.equal(
    refusal(walk([['sam', 'announce-measure', reduce]], inForce), ['dora', 'reduce', { letter: 'E', reason: 'It fell.' }]),
    'LETTER_RAISED',
  );
  for (const letter of ['A', 'B', null])
    assert.equal(refusal(inForce, ['sam', 'announce-measure', { ...reduce, letter }]), 'LETTER_RAISED');
  assert.equal(walk([['sam', 'close-review']], announced).case.measure, null, 'an announcement is taken back');
  assert.equal(refusal(inForce, ['sam', 'close-review']), 'MEASURE_MISSING');
});

test('a suspension lasts 42 days, and by a decision maker at most a year in all', () => {
  const suspended = caseIn('suspended');
  const { at, until } = suspended.case.suspension ?? { at: '', until: '' };
  assert.equal(until, daysLater(at, 42));
  const extend = (to: string): string => refusal(suspended, ['dora', 'extend-suspension', { until: to, reason: 'Late.' }]);
  assert.equal(extend(daysLater(at, 365)), 'done');
  for (const to of [daysLater(at, 366), until, daysLater(at, 5), '2027-09', '2027-99-01T00:00:00Z'])
    assert.equal(extend(to), 'UNTIL_TOO_LATE', to);
  assert.equal(
    refusal(suspended, ['sam', 'announce-measure', { kind: 'suspend', letter: null, reason: 'Again.', urgent: true }]),
    'STATE_FORBIDS',
  );
});

test('a security update is covered at once and its delta waited for; another when an officer says so', () => {
  const report = (kind: string): Walk =>
    walk([['anna', 'report-change', { kind, part: 'camera', version: '2.2', hardware: null, digests: [], words: 'New.' }]], inForce);
  const delta = (from: Walk): boolean => caseClocks(from.case, defaultSettings).some(({ kind }) => kind === 'delta');
  const update = report('security-only');
  assert.deepEqual([update.case.changes[0]?.covered, delta(update)], [true, true]);
  const seen = walk([['sam', 'cover-change']], update);
  assert.deepEqual([seen.case.changes[0]?.covered, delta(seen)], [true, false]);
  assert.equal(refusal(seen, ['sam', 'cover-change', { change: 'change-1', words: 'Seen.' }]), 'CHANGE_UNKNOWN');
  const minor = report('minor');
  assert.equal(minor.case.changes[0]?.covered, false);
  assert.equal(walk([['sam', 'cover-change']], minor).case.changes[0]?.covered, true);
});
