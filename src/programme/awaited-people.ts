import type { Case } from '../model/case.ts';
import type { Clock } from './case-clocks.ts';

/**
 * The people of whom a clock waits: members of a committee who still have to vote or sign, else those who wore the hat on the case before. Empty: nobody in particular, and so everybody who
 * has the role in the organisation.
 */
export function awaitedPeople({ committee, hats }: Pick<Case, 'committee' | 'hats'>, { kind, whose }: Clock): readonly string[] {
  if (committee !== null && (kind === 'vote' || kind === 'sign')) {
    const done = new Set([
      ...committee.recused.map(({ member }) => member),
      ...(kind === 'vote' ? committee.votes : committee.signatures).map(({ member }) => member),
    ]);
    return committee.members.filter((member) => !done.has(member));
  }
  return [...new Set(hats.filter(({ role }) => role === whose).map(({ person }) => person))];
}
