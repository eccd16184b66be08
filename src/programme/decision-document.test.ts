import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseIn, type Step, walk } from './case-fixture.ts';
import { decisionDocument } from './decision-document.ts';

const lower = { choice: { kind: 'lower', letter: 'D' }, reason: 'The update was not shown.' };
const refuse = { choice: { kind: 'refuse' }, reason: 'Not shown at all.' };
const votes: readonly Step[] = [
  ['dora', 'vote'],
  ['dirk', 'vote', lower],
  ['dee', 'vote', refuse],
];
const pending = caseIn('decision-pending');
const closed = walk(votes, pending);
const read = (text: string | null): Record<string, unknown> => JSON.parse(text ?? 'null') as Record<string, unknown>;

test('it says what was decided, on what, by which votes', () => {
  const { closedAt, votes: cast, ...rest } = read(decisionDocument(closed.case));
  assert.deepEqual(rest, {
    iqs: 'decision/1',
    case: 'case-1',
    scheme: 'iqs',
    vintage: '2027-pre.1',
    assessment: '2'.repeat(64),
    computed: 'B',
    outcome: { kind: 'grant', letter: 'D' },
    seats: 3,
    quorum: 2,
    dissent: [3],
  });
  assert.equal(closedAt, closed.now);
  assert.deepEqual(
    (cast as { seat: number; reason: string }[]).map(({ seat, reason }) => [seat, reason]),
    [
      [1, 'The evidence bears it.'],
      [2, 'The update was not shown.'],
      [3, 'Not shown at all.'],
    ],
  );
});

test('there is none before the vote is closed, nor once it is open again', () => {
  assert.equal(decisionDocument(caseIn('draft').case), null);
  assert.equal(decisionDocument(walk(votes.slice(0, 2), pending).case), null);
  assert.equal(decisionDocument(walk([['dee', 'recuse']], closed).case), null);
});

test('signatures do not change it, nor does what follows; a vote does', () => {
  const text = decisionDocument(closed.case);
  const signed = walk(
    [
      ['dora', 'sign'],
      ['dirk', 'sign'],
      ['system', 'record-issue'],
      ['anna', 'terminate'],
    ],
    closed,
  );
  assert.equal(decisionDocument(signed.case), text);
  assert.notEqual(
    decisionDocument(
      walk(
        [
          ['dora', 'vote'],
          ['dirk', 'vote', lower],
          ['dee', 'vote'],
        ],
        pending,
      ).case,
    ),
    text,
  );
});

test('it names no person', () => {
  for (const name of ['dora', 'dirk', 'dee', 'anna']) assert.ok(!decisionDocument(closed.case)?.includes(name));
});
