// Committees, votes and what is issued, by the rules of ISO/IEC 17065.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseContext } from './case-context.ts';
import { caseIn, contextAt, type seats, walk } from './case-fixture.ts';
import { closed, confirm, decided, evaDecides, inForce, knowing, pending, refusal, refuse, two } from './refusal-fixture.ts';
import { transition } from './transition.ts';
import { daysLater } from './working-days.ts';

const sendBack = { choice: { kind: 'send-back' }, reason: 'Test 4 is missing.' };

test('a conflict of a member is found when the committee is put together, refilled, and at the vote', () => {
  const tied = (person: keyof typeof seats): Partial<CaseContext> => knowing(person, { ties: ['maker-1'] });
  const review = caseIn('in-review');
  assert.equal(refusal(review, ['rob', 'recommend', two]), 'done');
  assert.equal(refusal(review, ['rob', 'recommend', two], tied('dirk')), 'CONFLICT_TIE');
  const evaluatorToo = { ...two, members: ['dora', 'eva'] };
  assert.equal(refusal(review, ['rob', 'recommend', evaluatorToo], evaDecides), 'CONFLICT_HAT');
  const left = walk([['dee', 'recuse']], pending);
  assert.equal(refusal(left, ['rob', 'replace-member']), 'done');
  assert.equal(refusal(left, ['rob', 'replace-member'], tied('dan')), 'CONFLICT_TIE');
  assert.equal(refusal(left, ['rob', 'replace-member', { member: 'dee', by: 'eva', reason: 'Left.' }], evaDecides), 'CONFLICT_HAT');
  assert.equal(refusal(walk([['rob', 'replace-member']], left), ['dan', 'vote'], tied('dan')), 'CONFLICT_TIE');
});

test('a seat on the committee is a hat before the first vote', () => {
  const both = knowing('dora', { memberships: [{ organisation: 'body-1', roles: ['decision-maker', 'reviewer'] }] });
  const by = { kind: 'person', person: 'dora', organisation: 'body-1', role: 'reviewer' } as const;
  const input = { member: 'dee', by: 'dan', reason: 'Ill.' };
  const done = transition(pending.case, { by, action: { name: 'replace-member', input } }, contextAt(pending.now, both), 'case-1');
  assert.equal(done.outcome === 'refused' && done.refusal.code, 'CONFLICT_HAT');
});

test('a committee: at least two, nobody twice, decision makers of the body, and a quorum of more than half', () => {
  const review = caseIn('in-review');
  const recommend = (members: readonly string[], quorum: number): string =>
    refusal(review, ['rob', 'recommend', { words: 'Grant.', members, quorum }]);
  assert.equal(recommend(['dora', 'dirk', 'dee'], 2), 'done');
  assert.equal(recommend(['dora', 'dirk', 'dee', 'dan'], 3), 'done');
  for (const [members, quorum] of [
    [['dora'], 1],
    [['dora', 'dora'], 2],
    [['dora', 'dirk', 'dee', 'dan'], 2],
    [['dora', 'dirk'], 3],
    [['dora', 'sam'], 2],
    [['dora', 'nobody'], 2],
  ] as const)
    assert.equal(recommend(members, quorum), 'COMMITTEE_INVALID', members.join());
});

test('recusal opens the vote again, until the seat is taken and everybody has voted', () => {
  assert.deepEqual(closed.case.committee?.outcome, { kind: 'grant', letter: 'B' });
  const left = walk(
    [
      ['dora', 'sign'],
      ['dee', 'recuse'],
    ],
    closed,
  );
  assert.equal(left.case.committee?.outcome, null);
  assert.deepEqual(left.case.committee?.signatures, []);
  assert.equal(refusal(left, ['dora', 'sign']), 'VOTE_OPEN');
  const early = walk(
    [
      ['dirk', 'recuse'],
      ['rob', 'replace-member', { member: 'dirk', by: 'dodo', reason: 'Left.' }],
      ['dodo', 'vote'],
    ],
    left,
  );
  assert.equal(early.case.committee?.outcome, null, 'a seat is empty');
  const full = walk([['rob', 'replace-member', { member: 'dee', by: 'dan', reason: 'Left.' }]], early);
  assert.equal(full.case.committee?.outcome, null, 'one has not voted');
  assert.deepEqual(walk([['dan', 'vote', refuse]], full).case.committee?.outcome, { kind: 'grant', letter: 'B' });
  assert.equal(
    refusal(full, ['rob', 'replace-member', { member: 'dee', by: 'sam', reason: 'Left.' }]),
    'COMMITTEE_INVALID',
    'a seat is filled once',
  );
  const again = { member: 'dirk', by: 'dee', reason: 'Left.' };
  assert.equal(
    refusal(walk([['dirk', 'recuse']], left), ['rob', 'replace-member', again]),
    'COMMITTEE_INVALID',
    'who left does not come back',
  );
});

test('whoever voted keeps the seat, but for a signature that does not come', () => {
  const swap = { member: 'dee', by: 'dan', reason: 'Votes wrongly.' };
  assert.equal(refusal(walk([['dee', 'vote']], pending), ['rob', 'replace-member', swap]), 'ALREADY_VOTED');
  assert.equal(refusal(closed, ['rob', 'replace-member', swap]), 'ALREADY_VOTED');
  assert.equal(refusal(pending, ['rob', 'replace-member', swap]), 'done');
  const late = walk([['dora', 'sign', undefined, 30]], closed);
  assert.equal(refusal(late, ['rob', 'replace-member', { ...swap, member: 'dirk' }]), 'done');
  assert.equal(refusal(late, ['rob', 'replace-member', { ...swap, member: 'dora' }]), 'ALREADY_VOTED', 'signed');
});

test('a case that is sent back keeps what was voted, and comes to a new committee', () => {
  const back = walk(
    [
      ['dora', 'vote', sendBack],
      ['dirk', 'vote', sendBack],
      ['dee', 'vote', confirm],
    ],
    pending,
  ).case;
  assert.deepEqual([back.state, back.committee, back.review], ['in-review', null, null]);
  assert.deepEqual(
    back.sentBack?.map(({ votes }) => votes.length),
    [3],
  );
});

test('who holds a decision is not refused it by a withdrawn application: from the closing of the vote on', () => {
  assert.equal(refusal(pending, ['anna', 'cancel']), 'done');
  assert.equal(refusal(closed, ['anna', 'cancel']), 'DECIDED');
});

test('what is issued is what was decided', () => {
  const good = { number: 'IQS-BODY-0000001', letter: 'B', issuedAt: decided.now, validUntil: daysLater(decided.now, 365) };
  const issue = (other: object, from = decided): string =>
    refusal(from, ['system', 'record-issue', { certificate: { ...good, ...other } }]);
  assert.equal(issue({}), 'done');
  assert.equal(issue({ letter: 'A' }), 'LETTER_RAISED');
  assert.equal(issue({ letter: 'C' }), 'LETTER_RAISED');
  assert.equal(issue({ validUntil: daysLater(decided.now, 1200) }), 'UNTIL_TOO_LATE');
  assert.equal(issue({ validUntil: decided.now }), 'UNTIL_TOO_LATE');
  const reduced = caseIn('reduced');
  const lower = { ...reduced.case.certificate, issuedAt: reduced.now };
  assert.equal(issue(lower, reduced), 'done');
  assert.equal(issue({ ...lower, letter: 'C' }, reduced), 'LETTER_RAISED');
  assert.equal(issue({ ...lower, number: 'IQS-BODY-0000002' }, reduced), 'NOT_DECIDED');
  assert.equal(issue({ ...lower, validUntil: daysLater(reduced.now, 900) }, reduced), 'UNTIL_TOO_LATE');
  assert.equal(issue(inForce.case.certificate ?? {}, inForce), 'NOT_DECIDED', 'nothing was reduced');
});
