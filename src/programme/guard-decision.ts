import { monthsLater } from '../foundation/months-later.ts';
import type { Case, Certificate, Committee } from '../model/case.ts';
import { labelLetters } from '../model/label-claims.ts';
import { rank } from '../model/letter.ts';
import type { CaseContext } from './case-context.ts';
import type { Refusal } from './case-refusal.ts';
import { conflictOf } from './conflict-of.ts';
import type { EventOf } from './event-of.ts';
import { evaluatedAssessment } from './latest-assessment.ts';
import { personOf } from './person-of.ts';
import { supports } from './tally-votes.ts';
import { workingDaysLater } from './working-days.ts';

type DecisionEvent = EventOf<'decision'>;

export function guardDecision(before: Case, event: DecisionEvent, context: CaseContext): Refusal | null {
  if (event.name === 'recommend') return fitCommittee(before, event.input.members, event.input.quorum, context);
  if (event.name === 'record-issue') return mayBeIssued(before, event.input.certificate, context);
  const { committee } = before;
  if (committee === null) return { code: 'STATE_FORBIDS', detail: before.state };
  if (before.decision !== null) return { code: 'DECIDED', detail: before.id };
  switch (event.name) {
    case 'replace-member':
      return mayReplace(before, committee, event.input, context);
    case 'recuse':
      return onCommittee(committee, personOf(event));
    case 'vote':
      return onCommittee(committee, personOf(event)) ?? mayVote(before, committee, event);
    case 'sign':
      return onCommittee(committee, personOf(event)) ?? maySign(before, committee, event, context);
  }
}

const onCommittee = ({ members }: Committee, person: string): Refusal | null =>
  members.includes(person) ? null : { code: 'NOT_ON_COMMITTEE', detail: person };

/** At least two, none twice, and a quorum of more than half, so that two answers can never both have it. */
function fitCommittee(before: Case, members: readonly string[], quorum: number, context: CaseContext): Refusal | null {
  const isFit = members.length >= 2 && new Set(members).size === members.length && quorum * 2 > members.length && quorum <= members.length;
  if (!isFit) return { code: 'COMMITTEE_INVALID', detail: `${quorum} of ${members.length}` };
  return members.map((member) => fitMember(before, member, context)).find((refusal) => refusal !== null) ?? null;
}

/**
 * Who recused themselves or has not voted is replaced by somebody new. Who has voted is not, or a reviewer could change the outcome by changing the people; unless a closed
 * vote waits longer for the member's signature than the body's reply time.
 */
function mayReplace(
  before: Case,
  committee: Committee,
  { member, by }: { readonly member: string; readonly by: string },
  context: CaseContext,
): Refusal | null {
  const { members, recused, votes, seats } = committee;
  const isRecused = recused.some((each) => each.member === member);
  if (!members.includes(member) && !isRecused) return { code: 'NOT_ON_COMMITTEE', detail: member };
  if (!members.includes(member) && members.length >= seats) return { code: 'COMMITTEE_INVALID', detail: `${members.length} of ${seats}` };
  if (votes.some((vote) => vote.member === member) && !keepsWaiting(committee, member, context))
    return { code: 'ALREADY_VOTED', detail: member };
  const isUsed = members.includes(by) || recused.some((each) => each.member === by);
  return isUsed ? { code: 'COMMITTEE_INVALID', detail: by } : fitMember(before, by, context);
}

function keepsWaiting({ outcome, signatures, votes }: Committee, member: string, { now, settings }: CaseContext): boolean {
  if (outcome === null || signatures.some((each) => each.member === member)) return false;
  return now > workingDaysLater(votes.at(-1)?.at ?? now, settings.replyWorkingDays);
}

/** A decision maker of the body without a conflict; checked against the applicant's identity, which the member does not see yet. */
function fitMember(before: Case, member: string, { people }: CaseContext): Refusal | null {
  const facts = people.get(member);
  const isFit = facts?.memberships.some(({ organisation, roles }) => organisation === before.body && roles.includes('decision-maker'));
  if (facts === undefined || !isFit) return { code: 'COMMITTEE_INVALID', detail: member };
  return conflictOf(before, facts, 'decision-maker');
}

function mayVote(before: Case, committee: Committee, event: Extract<DecisionEvent, { readonly name: 'vote' }>): Refusal | null {
  if (committee.votes.some(({ member }) => member === personOf(event))) return { code: 'ALREADY_VOTED', detail: personOf(event) };
  const { choice } = event.input;
  const computed = evaluatedAssessment(before)?.letter ?? null;
  const isLabel = labelLetters.some((letter) => letter === computed);
  if (choice.kind === 'confirm') return isLabel ? null : { code: 'LETTER_RAISED', detail: computed ?? 'none' };
  if (choice.kind !== 'lower') return null;
  return computed !== null && rank(choice.letter) < rank(computed) ? null : { code: 'LETTER_RAISED', detail: choice.letter };
}

function maySign(
  before: Case,
  committee: Committee,
  event: Extract<DecisionEvent, { readonly name: 'sign' }>,
  { document }: CaseContext,
): Refusal | null {
  const { outcome } = committee;
  const member = personOf(event);
  if (outcome === null || document === null) return { code: 'VOTE_OPEN', detail: before.id };
  if (committee.signatures.some((each) => each.member === member)) return { code: 'ALREADY_SIGNED', detail: member };
  const vote = committee.votes.find((each) => each.member === member);
  const computed = evaluatedAssessment(before)?.letter ?? null;
  // A refusal may come of a tie, so that fewer than the quorum asked for it: any member attests that the vote went so.
  if (outcome.kind === 'grant' && (vote === undefined || !supports(vote, outcome, computed))) return { code: 'DISSENTS', detail: member };
  return event.input.document === document ? null : { code: 'DOCUMENT_WRONG', detail: document };
}

/** What is issued is what was decided: a granted letter within the longest term, or the lower letter of a reduction under the same number and no longer than before. */
function mayBeIssued(before: Case, issued: Certificate, { settings }: CaseContext): Refusal | null {
  const { state, decision, certificate, standing, id } = before;
  // A term counts whole days: to the end of its last one.
  const latest = `${monthsLater(issued.issuedAt.slice(0, 10), settings.certificateMonths)}T23:59:59Z`;
  if (state === 'decision-pending') {
    if (decision?.outcome.kind !== 'grant') return { code: 'NOT_DECIDED', detail: id };
    if (issued.letter !== decision.outcome.letter) return { code: 'LETTER_RAISED', detail: decision.outcome.letter };
    return issued.validUntil > issued.issuedAt && issued.validUntil <= latest ? null : { code: 'UNTIL_TOO_LATE', detail: latest };
  }
  if (certificate === null || standing !== 'reduced' || issued.number !== certificate.number) return { code: 'NOT_DECIDED', detail: id };
  if (issued.letter !== certificate.letter) return { code: 'LETTER_RAISED', detail: certificate.letter };
  return issued.validUntil <= certificate.validUntil ? null : { code: 'UNTIL_TOO_LATE', detail: certificate.validUntil };
}
