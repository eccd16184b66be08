import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Vote, VoteOutcome } from '../model/case.ts';
import type { Choice } from '../model/choice.ts';
import { labelLetters } from '../model/label-claims.ts';
import { type Letter, letters, rank } from '../model/letter.ts';
import { supports, tallyVotes } from './tally-votes.ts';

const votesOf = (choices: readonly Choice[]): readonly Vote[] =>
  choices.map((choice, seat) => ({ member: `m${seat}`, choice, reason: 'So.', at: '' }));
const tally = (choices: readonly Choice[], quorum: number, computed: Letter | null): VoteOutcome =>
  tallyVotes(votesOf(choices), quorum, computed);

const confirm: Choice = { kind: 'confirm' };
const refuse: Choice = { kind: 'refuse' };
const sendBack: Choice = { kind: 'send-back' };
const lower = (letter: (typeof labelLetters)[number]): Choice => ({ kind: 'lower', letter });

/** Best first, as a member may vote them on a computed letter. */
const ladder = (computed: Letter): readonly Choice[] => [
  ...(labelLetters.some((each) => each === computed) ? [confirm] : []),
  ...labelLetters
    .filter((each) => rank(each) < rank(computed))
    .toReversed()
    .map(lower),
  refuse,
];
const worth = (outcome: VoteOutcome): number => (outcome.kind === 'grant' ? rank(outcome.letter) : -1);

/** A computed letter, a committee with a quorum of more than half, and what each member votes, by rung of the ladder. */
const votes = fc.record({ computed: fc.constantFrom(...letters), size: fc.integer({ min: 2, max: 7 }) }).chain(({ computed, size }) =>
  fc.record({
    computed: fc.constant(computed),
    quorum: fc.integer({ min: Math.floor(size / 2) + 1, max: size }),
    rungs: fc.array(fc.nat({ max: ladder(computed).length - 1 }), { minLength: size, maxLength: size }),
  }),
);

test('examples', () => {
  assert.deepEqual(tally([confirm, confirm, refuse], 2, 'B'), { kind: 'grant', letter: 'B' });
  assert.deepEqual(tally([confirm, lower('D'), refuse], 2, 'B'), { kind: 'grant', letter: 'D' });
  assert.deepEqual(tally([confirm, lower('D'), lower('E')], 2, 'B'), { kind: 'grant', letter: 'D' });
  assert.deepEqual(tally([confirm, lower('D'), lower('E')], 3, 'B'), { kind: 'grant', letter: 'E' });
  assert.deepEqual(tally([sendBack, sendBack, confirm], 2, 'B'), { kind: 'send-back' });
  assert.deepEqual(tally([sendBack, refuse, confirm], 2, 'B'), { kind: 'refuse' });
  assert.deepEqual(tally([refuse, refuse], 2, null), { kind: 'refuse' });
});

test('ties refuse', () => {
  assert.deepEqual(tally([confirm, refuse], 2, 'B'), { kind: 'refuse' });
  // Even with a quorum that a committee could not be given: as many for as against is against.
  assert.deepEqual(tally([confirm, refuse], 1, 'B'), { kind: 'refuse' });
  assert.deepEqual(tally([confirm, lower('E'), refuse, refuse], 2, 'B'), { kind: 'refuse' });
});

test('the order of votes says nothing', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom(confirm, refuse, sendBack, lower('E'), lower('C')), { minLength: 2, maxLength: 7 })
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length }))),
      fc.integer({ min: 1, max: 7 }),
      ([all, order], quorum) =>
        assert.deepEqual(
          tally(
            order.map((at) => all[at] as Choice),
            quorum,
            'B',
          ),
          tally(all, quorum, 'B'),
        ),
    ),
  );
});

test('no vote that is lowered raises the outcome', () => {
  fc.assert(
    fc.property(votes, fc.nat(), fc.nat(), ({ computed, quorum, rungs }, seat, by) => {
      const steps = ladder(computed);
      const at = seat % rungs.length;
      const worse = rungs.map((rung, each) => (each === at ? Math.min(steps.length - 1, rung + by) : rung));
      const of = (chosen: readonly number[]): number =>
        worth(
          tally(
            chosen.map((rung) => steps[rung] as Choice),
            quorum,
            computed,
          ),
        );
      assert.ok(of(worse) <= of(rungs));
    }),
  );
});

test('what is granted is never above the computed letter, and a quorum stands behind it', () => {
  fc.assert(
    fc.property(votes, ({ computed, quorum, rungs }) => {
      const all = votesOf(rungs.map((rung) => ladder(computed)[rung] as Choice));
      const outcome = tallyVotes(all, quorum, computed);
      if (outcome.kind !== 'grant') return;
      assert.ok(rank(outcome.letter) <= rank(computed));
      assert.ok(all.filter((vote) => supports(vote, outcome, computed)).length >= quorum);
    }),
  );
});

test('whoever asked for less than is granted dissents', () => {
  const [strict, willing] = votesOf([lower('E'), confirm]) as [Vote, Vote];
  assert.equal(supports(strict, { kind: 'grant', letter: 'D' }, 'B'), false);
  assert.equal(supports(willing, { kind: 'grant', letter: 'D' }, 'B'), true);
  assert.equal(supports(willing, { kind: 'refuse' }, 'B'), false);
});
