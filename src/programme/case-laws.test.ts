// Laws of the machine over random sequences of acts, most of them of the state they come in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Case, caseStates } from '../model/case.ts';
import type { ActionName } from '../model/case-action.ts';
import type { Choice } from '../model/choice.ts';
import { rank } from '../model/letter.ts';
import { type Role, roles } from '../model/organisation.ts';
import { applyEvent } from './apply-event.ts';
import { caseClocks } from './case-clocks.ts';
import type { CaseContext } from './case-context.ts';
import type { Actor, CaseEvent } from './case-event.ts';
import { actionNames, actor, actorIn, assessmentOf, caseIn, contextAt, inputFor, seats, type Walk } from './case-fixture.ts';
import { isAllowed } from './duties.ts';
import { evaluatedAssessment } from './latest-assessment.ts';
import { defaultSettings } from './programme-settings.ts';
import { supports } from './tally-votes.ts';
import { type Act, transition } from './transition.ts';
import { daysLater } from './working-days.ts';

const choices: readonly Choice[] = [
  { kind: 'confirm' },
  { kind: 'confirm' },
  { kind: 'lower', letter: 'D' },
  { kind: 'lower', letter: 'A' },
  { kind: 'refuse' },
  { kind: 'send-back' },
];
const persons = Object.keys(seats) as (keyof typeof seats)[];
const everyRole: readonly (Role | 'system')[] = [...roles, 'system'];
const organisationOf = (role: Role): string => (role === 'applicant' ? 'maker-1' : role === 'evaluator' ? 'lab-1' : 'body-1');

/** Whoever is not of the maker may do everything in the body and in the laboratory: what keeps hats apart is the machine. */
const everybody: CaseContext['people'] = new Map(
  persons.map((person) => [
    person,
    {
      person,
      ties: [],
      memberships:
        person === 'anna'
          ? [{ organisation: 'maker-1', roles }]
          : [
              { organisation: 'body-1', roles },
              { organisation: 'lab-1', roles },
            ],
    },
  ]),
);

type Move = { readonly pick: number; readonly wild: boolean; readonly person: number; readonly choice: number; readonly days: number };
const move: fc.Arbitrary<Move> = fc.record({
  pick: fc.nat({ max: 100_000 }),
  wild: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  /** Who: mostly the fixture's person of the role. */
  person: fc.nat({ max: 40 }),
  choice: fc.nat({ max: choices.length - 1 }),
  days: fc.integer({ min: 0, max: 9 }),
});

/** An act of the state the case is in; a wild one of any. */
function actOf(of: Case, { pick, wild, person, choice }: Move): Act {
  const all = everyRole.flatMap((role) =>
    actionNames.filter((name) => wild || isAllowed(name, role, of.state)).map((name) => [role, name] as const),
  );
  const [role, name] = all[pick % Math.max(1, all.length)] ?? (['applicant', 'cancel'] as const);
  const usual = role === 'decision-maker' ? actor((['dora', 'dirk', 'dee', 'dan', 'dodo'] as const)[pick % 5] ?? 'dora') : actorIn(role);
  const other = persons[person];
  const by: Actor =
    role === 'system' || other === undefined ? usual : { kind: 'person', person: other, organisation: organisationOf(role), role };
  return { by, action: { name, input: inputOf(of, name, choice) } as Act['action'] };
}

function inputOf(of: Case, name: ActionName, choice: number): object {
  if (name === 'vote') return { choice: choices[choice], reason: 'So.' };
  if (name === 'replace-member' && choice > 2) return { member: of.committee?.members[choice - 3] ?? '', by: 'dodo', reason: 'Ill.' };
  if (name === 'record-assessment') return { assessment: assessmentOf(of.assessing ?? 'official', choice > 3 ? 'F' : 'B') };
  return inputFor(name, of);
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** Runs moves from a walk and asks the laws after each. Gives how many acts were done. */
function run(from: Walk, moves: readonly Move[]): number {
  let [of, now] = [frozen(from.case), from.now];
  const events: CaseEvent[] = [...from.events];
  for (const each of moves) {
    const act = actOf(of, each);
    now = daysLater(now, each.days);
    const before = JSON.stringify(of);
    const done = transition(of, act, contextAt(now, { people: everybody }), 'case-1');
    if (done.outcome === 'refused') {
      assert.equal(JSON.stringify(of), before);
      continue;
    }
    assert.ok(
      isAllowed(done.event.name, act.by.kind === 'system' ? 'system' : act.by.role, of.state),
      'a state accepts nothing but what duties says',
    );
    assert.ok(done.event.due === null || done.event.due > done.event.at);
    clocksBegin(of, done.case, now);
    events.push(done.event);
    of = frozen(done.case);
    holds(of, events.length);
  }
  assert.deepEqual(
    events.reduce<Case | null>((before, event) => applyEvent(before, event, 'case-1'), null),
    of,
  );
  return events.length - from.events.length;
}

/** A clock that an act sets running ends after the act. */
function clocksBegin(before: Case, after: Case, now: string): void {
  const key = ({ kind, about, due }: { kind: string; about: string | null; due: string }): string => `${kind} ${about} ${due}`;
  const ran = new Set(caseClocks(before, defaultSettings).map(key));
  // The certificate's own two days stand from its issue on; they are seen again when a case comes back into force.
  const begun = caseClocks(after, defaultSettings).filter(
    (clock) => !ran.has(key(clock)) && !['expiry', 'renewal-opens'].includes(clock.kind),
  );
  for (const { kind, due } of begun) assert.ok(due > now, kind);
}

function holds(of: Case, count: number): void {
  assert.equal(of.version, count);
  assert.equal(new Set(of.hats.map(({ person }) => person)).size, of.hats.length, 'two hats');
  const { committee, decision, certificate } = of;
  const computed = evaluatedAssessment(of)?.letter ?? null;
  if (decision?.outcome.kind === 'grant') {
    assert.ok(computed !== null && rank(decision.outcome.letter) <= rank(computed), 'raised');
    const agreeing = decision.decidedBy.filter((member) => {
      const vote = committee?.votes.find((each) => each.member === member);
      return vote !== undefined && supports(vote, decision.outcome, computed);
    });
    assert.ok(new Set(agreeing).size >= (committee?.quorum ?? 1) && agreeing.length === decision.decidedBy.length, 'too few agree');
  }
  if (certificate !== null) assert.ok(decision?.outcome.kind === 'grant' && rank(certificate.letter) <= rank(decision.outcome.letter));
  if (committee !== null) {
    assert.ok(committee.members.length <= committee.seats && committee.votes.length <= committee.seats);
    if (committee.outcome !== null)
      assert.equal(new Set(committee.votes.map(({ member }) => member)).size, committee.seats, 'a vote of fewer');
    for (const { member } of committee.votes) assert.ok(committee.members.includes(member), 'who left, voted');
  }
}

const walks = new Map(caseStates.map((state) => [state, caseIn(state)]));

test('laws hold over random acts from every state', () => {
  let acts = 0;
  fc.assert(
    fc.property(fc.constantFrom(...caseStates), fc.array(move, { minLength: 10, maxLength: 60 }), (state, moves) => {
      acts += run(walks.get(state) as Walk, moves);
    }),
    { numRuns: 1000 },
  );
  assert.ok(acts > 1000, `${acts} acts`);
});

test('laws hold over the committee’s acts, where most of them are', () => {
  fc.assert(
    fc.property(fc.array(move, { minLength: 5, maxLength: 60 }), (moves) => {
      run(
        walks.get('decision-pending') as Walk,
        moves.map((each) => ({ ...each, wild: false, days: 1 })),
      );
    }),
    { numRuns: 300 },
  );
});
