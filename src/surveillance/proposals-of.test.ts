import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Assessment, StatementUse } from '../model/assessment.ts';
import type { Proposal } from '../model/case.ts';
import { letters } from '../model/letter.ts';
import { cameraFixture } from '../reports/assessment-fixture.ts';
import { type Observed, proposalsOf } from './proposals-of.ts';

const use: StatementUse = {
  id: 'PSA-1',
  source: 'psa',
  level: 'Level 2',
  component: 'Chip X',
  part: 'camera',
  until: '2028-01-01',
  statusAsOf: '2027-01-01',
  criteria: ['c'],
  conditions: [],
  finding: 'f',
};
const earlier: Assessment = { ...cameraFixture.assessment, supportUntil: '2030-06-30', asOf: '2027-01-01', restsOn: [use] };
const certificate = {
  number: 'IQS-BODY-0000001',
  letter: 'C',
  issuedAt: '2027-01-02T00:00:00Z',
  validUntil: '2029-01-02T00:00:00Z',
} as const;
const of = { certificate, proposals: [] };
const observed = (newer: Assessment, now = '2027-06-01T00:00:00Z'): Observed => ({
  earlier,
  newer,
  digest: 'f'.repeat(64),
  now,
  urgentCriteria: [],
});
const causes = (seen: Observed): readonly string[] => proposalsOf(of, seen).map(({ cause }) => cause);

/** With the first verdict turned to fail and another letter. */
const fallen: Assessment = {
  ...earlier,
  grade: { ...earlier.grade, letter: earlier.grade.letter === 'G' ? 'F' : 'G' },
  parts: earlier.parts.map((part, at) =>
    at === 0
      ? {
          ...part,
          verdicts: part.verdicts.map((each, index) =>
            index === 0 ? { ...each, verdict: each.verdict === 'fail' ? 'pass' : 'fail' } : each,
          ),
        }
      : part,
  ),
};
const first = earlier.parts[0]?.verdicts[0];

test('nothing changed: nothing is proposed', () => {
  assert.deepEqual(causes(observed(earlier)), []);
  assert.deepEqual(causes(observed({ ...earlier, asOf: '2027-05-01', engine: '9.9.9' })), []);
});

test('a changed grade names the criteria that changed', () => {
  const [proposal, ...others] = proposalsOf(of, observed(fallen));
  assert.equal(others.length, 0);
  assert.deepEqual([proposal?.cause, proposal?.from, proposal?.to, proposal?.urgent], ['grade-changed', 'C', fallen.grade.letter, false]);
  assert.ok(proposal?.words.includes(first?.criterion ?? '?'));
});

test('it is urgent where a criterion of an exploited, reachable flaw fails now', () => {
  const failing = {
    ...fallen,
    parts: fallen.parts.map((part) => ({ ...part, verdicts: part.verdicts.map((each) => ({ ...each, verdict: 'fail' as const })) })),
  };
  const before = {
    ...earlier,
    parts: earlier.parts.map((part) => ({ ...part, verdicts: part.verdicts.map((each) => ({ ...each, verdict: 'pass' as const })) })),
  };
  const urgentCriteria = [first?.criterion ?? ''];
  assert.equal(proposalsOf(of, { ...observed(failing), earlier: before, urgentCriteria })[0]?.urgent, true);
  assert.equal(proposalsOf(of, { ...observed(before), earlier: failing, urgentCriteria }).length, 1);
  assert.equal(
    proposalsOf(of, { ...observed({ ...before, grade: earlier.grade }), earlier: { ...failing }, urgentCriteria })[0]?.urgent,
    false,
  );
});

test('support ended: from the day after the last, and not where it had ended before', () => {
  assert.deepEqual(causes(observed(earlier, '2030-06-30T23:59:59Z')).includes('support-ended'), false);
  assert.ok(causes(observed(earlier, '2030-07-01T00:00:00Z')).includes('support-ended'));
  const over = { ...earlier, supportUntil: '2026-01-01' };
  assert.deepEqual(proposalsOf(of, { ...observed(over), earlier: over }), []);
});

test('a changed scheme and a component statement that is gone', () => {
  const scheme = { ...earlier.scheme, vintage: '2028', digest: '9'.repeat(64) };
  assert.deepEqual(causes(observed({ ...earlier, scheme })), ['scheme-changed']);
  assert.deepEqual(causes(observed({ ...earlier, restsOn: [] })), ['component-gone']);
  assert.deepEqual(causes(observed(earlier, '2028-01-01T12:00:00Z')), []);
  assert.deepEqual(causes(observed(earlier, '2028-01-02T00:00:00Z')), ['component-gone']);
  const withdrawn = proposalsOf(of, observed({ ...earlier, restsOn: [], notCounted: [{ ...use, why: 'too-weak' }] }));
  assert.ok(withdrawn[0]?.words.includes('too-weak'));
});

test('without a certificate, or proposed before: nothing', () => {
  assert.deepEqual(proposalsOf({ certificate: null, proposals: [] }, observed(fallen)), []);
  const made = proposalsOf(of, observed(fallen)).map((each): Proposal => ({ id: 'proposal-1', at: '', closed: null, ...each }));
  assert.deepEqual(proposalsOf({ certificate, proposals: made }, observed(fallen)), []);
});

test('a grade is proposed exactly where the letter differs', () => {
  fc.assert(
    fc.property(fc.constantFrom(null, ...letters), (letter) => {
      const newer = { ...earlier, grade: { ...earlier.grade, letter } };
      assert.equal(causes(observed(newer)).includes('grade-changed'), letter !== earlier.grade.letter);
    }),
  );
});
