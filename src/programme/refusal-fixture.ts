import type { CaseContext } from './case-context.ts';
import { act, caseIn, contextAt, type Step, seats, type Walk, walk } from './case-fixture.ts';
import type { PersonFacts } from './conflict-of.ts';
import { daysLater } from './working-days.ts';

/** The code an act is refused with where a walk stands; `done` where it is not. */
export const refusal = (from: Walk, step: Step, other: Partial<CaseContext> = {}): string => {
  const result = act(from.case, step, contextAt(from.now, other));
  return result.outcome === 'refused' ? result.refusal.code : 'done';
};

/** Everybody as in the fixture, one of them with something to know about. */
export const knowing = (person: keyof typeof seats, fact: Partial<PersonFacts>): Partial<CaseContext> => {
  const people = new Map(contextAt('2027-01-04T09:00:00Z').people);
  people.set(person, {
    person,
    memberships: [{ organisation: seats[person].organisation, roles: [seats[person].role] }],
    ties: [],
    ...fact,
  });
  return { people };
};

export const pending = caseIn('decision-pending');
export const inForce = caseIn('in-force');
export const announced = walk([['sam', 'announce-measure', { kind: 'suspend', letter: null, reason: 'It fell.', urgent: false }]], inForce);
export const confirm = { choice: { kind: 'confirm' }, reason: 'So it is.' };
export const refuse = { choice: { kind: 'refuse' }, reason: 'Not shown.' };
export const closed = walk(
  [
    ['dora', 'vote', confirm],
    ['dirk', 'vote', confirm],
    ['dee', 'vote', refuse],
  ],
  pending,
);
export const decided = walk(
  [
    ['dora', 'sign'],
    ['dirk', 'sign'],
  ],
  closed,
);
/** A recommendation of a committee of two. */
export const two = { words: 'Grant.', members: ['dora', 'dirk'], quorum: 2 };

/** Who evaluated the case, and has become a decision maker since. */
export const evaDecides = knowing('eva', { memberships: [{ organisation: 'body-1', roles: ['decision-maker'] }] });

/** Opening a renewal of a walk's case, so many days after its last act. */
export function renewal({ case: of, now }: Walk, days: number): string {
  const input = { applicant: 'maker-1', body: 'body-1', scheme: 'iqs', renews: 'case-1' };
  const done = act(null, ['anna', 'open', input], contextAt(daysLater(now, days), { renewed: of }));
  return done.outcome === 'refused' ? done.refusal.code : 'done';
}
