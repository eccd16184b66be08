import { rank } from '../../model/letter.ts';
import type { IssueRule } from '../issue-rule.ts';

export const letterNotRaised: IssueRule = {
  id: 'letter-not-raised',
  rule: 'The letter is at most the one that was computed, and at most that of the weakest part.',
  references: [{ source: 'IQS', clause: '6-programme, A case: never raise a computed letter' }],
  check: ({ request: { assessment }, claims }) => {
    const { letter } = assessment.grade;
    const faults = claims.parts
      .filter((part) => rank(part.letter) < rank(claims.letter))
      .map((part) => `part ${part.id} is ${part.letter}, the label ${claims.letter}`);
    if (letter === null) faults.push('the assessment gives the product no letter');
    else if (rank(claims.letter) > rank(letter)) faults.push(`computed ${letter}, decided ${claims.letter}`);
    return claims.parts.length === 0 ? [...faults, 'no part'] : faults;
  },
};
