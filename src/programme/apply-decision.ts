import type { Case, Committee, VoteOutcome } from '../model/case.ts';
import type { EventOf } from './event-of.ts';
import { evaluatedAssessment } from './latest-assessment.ts';
import { personOf } from './person-of.ts';
import { supports, tallyVotes } from './tally-votes.ts';

export function applyDecision(before: Case, event: EventOf<'decision'>): Case {
  const member = personOf(event);
  const { at } = event;
  switch (event.name) {
    case 'recommend': {
      const { words, members, quorum } = event.input;
      const committee = { members, seats: members.length, quorum, votes: [], recused: [], outcome: null, signatures: [] };
      return { ...before, state: 'decision-pending', review: { words, by: member, at }, committee };
    }
    case 'vote':
      return withCommittee(before, at, (committee) =>
        counted(before, { ...committee, votes: [...committee.votes, { member, ...event.input, at }] }),
      );
    case 'recuse':
      return withCommittee(before, at, (committee) => without(committee, member, event.input.reason, at));
    case 'replace-member':
      return withCommittee(before, at, (committee) => {
        const { member: leaving, by, reason } = event.input;
        const left = committee.members.includes(leaving) ? without(committee, leaving, reason, at) : committee;
        return { ...left, members: [...left.members, by] };
      });
    case 'sign':
      return decided(
        withCommittee(before, at, (committee) => ({ ...committee, signatures: [...committee.signatures, { member, ...event.input, at }] })),
        at,
      );
    case 'record-issue':
      return issued(before, event.input.certificate);
  }
}

const withCommittee = (before: Case, at: string, change: (committee: Committee) => Committee): Case => {
  if (before.committee === null) return before;
  const committee = change(before.committee);
  if (committee.outcome?.kind !== 'send-back') return { ...before, committee };
  // The review begins anew, and so does the committee; the reviewer reads in the votes what is to be mended.
  const sentBack = [...(before.sentBack ?? []), { votes: committee.votes, at }];
  return { ...before, state: 'in-review', committee: null, review: null, sentBack };
};

/** Who leaves takes the vote along: it is open again until everybody has voted. */
const without = (committee: Committee, member: string, reason: string, at: string): Committee => ({
  ...committee,
  members: committee.members.filter((each) => each !== member),
  votes: committee.votes.filter((vote) => vote.member !== member),
  signatures: [],
  recused: [...committee.recused, { member, reason, at }],
  outcome: null,
});

/** The vote closes when every seat is taken and has voted: who left must be replaced first, or fewer would decide than were chosen to. */
function counted(before: Case, committee: Committee): Committee {
  const isFull = committee.votes.length === committee.seats;
  const computed = evaluatedAssessment(before)?.letter ?? null;
  return isFull ? { ...committee, outcome: tallyVotes(committee.votes, committee.quorum, computed) } : committee;
}

function decided(before: Case, at: string): Case {
  const { committee } = before;
  const outcome: VoteOutcome | null = committee?.outcome ?? null;
  if (committee === null || outcome === null || committee.signatures.length < committee.quorum) return before;
  const computed = evaluatedAssessment(before)?.letter ?? null;
  const decision = {
    outcome,
    decidedBy: committee.signatures.map(({ member }) => member),
    dissent: committee.votes.filter((vote) => !supports(vote, outcome, computed)),
    at,
  };
  return outcome.kind === 'refuse' ? { ...before, state: 'refused', decision, ended: 'refused' } : { ...before, decision };
}

/** The first label of a decision, or the lower one of a reduction under the same number. */
function issued(before: Case, certificate: NonNullable<Case['certificate']>): Case {
  if (before.state === 'decision-pending') return { ...before, state: 'in-force', standing: 'in-force', certificate };
  return { ...before, certificate };
}
