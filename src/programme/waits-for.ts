import type { Case } from '../model/case.ts';
import type { Role } from '../model/organisation.ts';
import { evaluatedAssessment } from './latest-assessment.ts';
import { supports } from './tally-votes.ts';
import { onePerson, type Viewer, viewer } from './viewers-of.ts';

/** Whose turn it is, by what the case needs next; a draft waits for its applicant although no clock runs. Nobody: it is done, or it only lasts. */
export function waitsFor(of: Case): readonly Viewer[] {
  const side = (role: Role): Viewer =>
    viewer(role, role === 'applicant' ? of.applicant : role === 'evaluator' ? (of.laboratory ?? '') : of.body);
  switch (of.state) {
    case 'draft':
      return [side('applicant')];
    case 'submitted':
    case 'evaluated':
    case 'in-review':
      return [side('reviewer')];
    case 'accepted':
    case 'in-evaluation':
      return [side('evaluator')];
    case 'nonconformities-open':
      return answersMissing(of) ? [side('applicant')] : [side('evaluator')];
    case 'decision-pending':
      return committeeTurns(of, side('reviewer'));
    case 'in-force':
    case 'reduced':
    case 'under-review':
    case 'suspended':
    case 'renewed':
      return surveillanceTurns(of, side);
    default:
      return [];
  }
}

const answersMissing = ({ nonconformities }: Case): boolean =>
  nonconformities.some(({ closed, answers }) => closed === null && answers.length === 0);

function committeeTurns(of: Case, reviewer: Viewer): readonly Viewer[] {
  const { committee, decision } = of;
  if (committee === null || decision !== null) return [];
  const { members, seats, votes, outcome, signatures } = committee;
  const computed = evaluatedAssessment(of)?.letter ?? null;
  const mayStill = (member: string): boolean => {
    const vote = votes.find((each) => each.member === member);
    if (outcome === null) return vote === undefined;
    const signs = outcome.kind !== 'grant' || (vote !== undefined && supports(vote, outcome, computed));
    return signs && !signatures.some((each) => each.member === member);
  };
  return [...members.filter(mayStill).map(onePerson), ...(members.length < seats ? [reviewer] : [])];
}

function surveillanceTurns(of: Case, side: (role: Role) => Viewer): readonly Viewer[] {
  const { state, proposals, measure, remedy, changes } = of;
  const isOfficers =
    state === 'under-review' ||
    state === 'suspended' ||
    proposals.some(({ closed }) => closed === null) ||
    changes.some(({ confirmed }) => confirmed === undefined);
  const isHolders = (measure !== null && measure.answer === null) || (state === 'under-review' && remedy === null);
  return [
    ...(isOfficers ? [side('surveillance-officer')] : []),
    ...(measure !== null && measure.kind !== 'suspend' ? [side('decision-maker')] : []),
    ...(isHolders ? [side('applicant')] : []),
  ];
}
