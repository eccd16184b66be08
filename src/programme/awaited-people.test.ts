import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Case, Committee } from '../model/case.ts';
import { awaitedPeople } from './awaited-people.ts';
import type { Clock } from './case-clocks.ts';

const committee: Committee = {
  members: ['dora', 'dirk', 'dee', 'dan'],
  seats: 4,
  quorum: 3,
  votes: [{ member: 'dora', choice: { kind: 'confirm' }, reason: 'r', at: '2026-01-01T00:00:00Z' }],
  recused: [{ member: 'dan', reason: 'r', at: '2026-01-01T00:00:00Z' }],
  outcome: null,
  signatures: [{ member: 'dirk', document: 'ab', method: 'second-factor', assertion: null, at: '2026-01-01T00:00:00Z' }],
};
const hats: Case['hats'] = [
  { person: 'eva', organisation: 'lab', role: 'evaluator' },
  { person: 'rosa', organisation: 'body', role: 'reviewer' },
  { person: 'eva', organisation: 'lab', role: 'evaluator' },
];
const clock = (kind: Clock['kind'], whose: Clock['whose']): Clock => ({ kind, whose, due: '2026-02-01', about: null });

describe('of whom a clock waits', () => {
  it('is a committee’s members who have not voted, or not signed, and have not stepped back', () => {
    assert.deepEqual(awaitedPeople({ committee, hats }, clock('vote', 'decision-maker')), ['dirk', 'dee']);
    assert.deepEqual(awaitedPeople({ committee, hats }, clock('sign', 'decision-maker')), ['dora', 'dee']);
  });

  it('is whoever wore the hat before, or nobody in particular', () => {
    assert.deepEqual(awaitedPeople({ committee, hats }, clock('close-nonconformities', 'evaluator')), ['eva']);
    assert.deepEqual(awaitedPeople({ committee: null, hats }, clock('answer-nonconformities', 'applicant')), []);
  });
});
