import { canonicalJson } from '../foundation/canonical-json.ts';
import type { Case } from '../model/case.ts';
import { evaluatedAssessment } from './latest-assessment.ts';
import { supports } from './tally-votes.ts';

/**
 * The text that members of a committee sign: what was decided about which assessment, by which votes. Seats count from 1 in the committee's order; who sat on them stands in the
 * events. Every signature is over the same bytes, whoever signs first. Null before the vote is closed.
 */
export function decisionDocument(of: Case): string | null {
  const { committee } = of;
  const assessment = evaluatedAssessment(of);
  if (committee === null || committee.outcome === null || assessment === null) return null;
  const { outcome, members, quorum, seats } = committee;
  const votes = members.flatMap((member, index) => {
    const vote = committee.votes.find((each) => each.member === member);
    return vote === undefined ? [] : [{ seat: index + 1, vote }];
  });
  return canonicalJson({
    iqs: 'decision/1',
    case: of.id,
    scheme: assessment.scheme.id,
    vintage: assessment.scheme.vintage,
    assessment: assessment.digest,
    computed: assessment.letter,
    outcome,
    seats,
    quorum,
    votes: votes.map(({ seat, vote: { choice, reason, at } }) => ({ seat, choice, reason, at })),
    dissent: votes.filter(({ vote }) => !supports(vote, outcome, assessment.letter)).map(({ seat }) => seat),
    closedAt: committee.votes.reduce((latest, { at }) => (at > latest ? at : latest), ''),
  });
}
