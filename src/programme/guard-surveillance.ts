import { epochSeconds } from '../foundation/epoch-seconds.ts';
import type { Case, MeasureKind } from '../model/case.ts';
import { type Letter, rank } from '../model/letter.ts';
import type { CaseContext } from './case-context.ts';
import type { Refusal } from './case-refusal.ts';
import type { EventOf } from './event-of.ts';
import { daysLater } from './working-days.ts';

// budget: one flat switch, an act a case.
export function guardSurveillance(before: Case, event: EventOf<'surveillance'>, { now, settings }: CaseContext): Refusal | null {
  switch (event.name) {
    case 'dismiss-proposal':
      return isOpenProposal(before, event.input.proposal);
    case 'put-under-review':
      return event.input.proposal === null ? null : isOpenProposal(before, event.input.proposal);
    case 'close-review':
      // Where nothing is under review, what is closed is an announced measure.
      return before.state !== 'under-review' && before.measure === null ? { code: 'MEASURE_MISSING', detail: before.id } : null;
    case 'announce-measure':
      return mayAnnounce(before, event.input);
    case 'answer-measure':
      if (before.measure === null) return { code: 'MEASURE_MISSING', detail: before.id };
      return before.measure.answer === null ? null : { code: 'MEASURE_ANSWERED', detail: before.measure.kind };
    case 'suspend':
      return mayTake(before, 'suspend', now);
    case 'reduce':
      return mayTake(before, 'reduce', now) ?? isAnnouncedLetter(before, event.input.letter);
    case 'withdraw':
      return mayTake(before, 'withdraw', now);
    case 'extend-suspension': {
      const { until } = event.input;
      const { suspension } = before;
      const latest = daysLater(suspension?.at ?? now, settings.longestSuspensionDays);
      const isInstant = until.endsWith('Z') && epochSeconds(until) !== null;
      const isLater = suspension !== null && until > suspension.until && until > now;
      return isInstant && isLater && until <= latest ? null : { code: 'UNTIL_TOO_LATE', detail: latest };
    }
    case 'report-change': {
      // What a major change touches is evaluated again, by people: a case of its own.
      if (event.input.kind === 'major') return { code: 'CHANGE_MAJOR', detail: event.input.version };
      const isKnown = before.description?.parts.some(({ id }) => id === event.input.part) === true;
      return isKnown ? null : { code: 'PART_UNKNOWN', detail: event.input.part };
    }
    case 'cover-change': {
      const found = before.changes.find(({ id }) => id === event.input.change);
      return found !== undefined && found.confirmed === undefined ? null : { code: 'CHANGE_UNKNOWN', detail: event.input.change };
    }
    case 'expire':
      return before.certificate !== null && before.certificate.validUntil < now ? null : { code: 'NOT_EXPIRED', detail: before.id };
    default:
      return null;
  }
}

function mayAnnounce(
  { measure, state, certificate }: Case,
  { kind, letter }: { readonly kind: MeasureKind; readonly letter: Letter | null },
): Refusal | null {
  if (measure !== null) return { code: 'MEASURE_OPEN', detail: measure.kind };
  // A suspended one is not suspended again; of a renewed one only the old number is left to withdraw.
  if ((state === 'suspended' && kind === 'suspend') || (state === 'renewed' && kind !== 'withdraw'))
    return { code: 'STATE_FORBIDS', detail: state };
  const isLower = letter !== null && certificate !== null && rank(letter) < rank(certificate.letter);
  return (kind === 'reduce' ? isLower : letter === null) ? null : { code: 'LETTER_RAISED', detail: letter ?? 'none' };
}

function isOpenProposal({ proposals }: Case, id: string): Refusal | null {
  const found = proposals.find((each) => each.id === id);
  return found !== undefined && found.closed === null ? null : { code: 'PROPOSAL_UNKNOWN', detail: id };
}

/** A measure is announced first, and taken when the holder was heard, had the time to be, or when waiting would harm users. */
function mayTake({ measure, id }: Case, kind: MeasureKind, now: string): Refusal | null {
  if (measure?.kind !== kind) return { code: 'MEASURE_MISSING', detail: id };
  return measure.urgent || measure.answer !== null || now > measure.hearUntil
    ? null
    : { code: 'HOLDER_NOT_HEARD', detail: measure.hearUntil };
}

const isAnnouncedLetter = ({ measure }: Case, letter: string): Refusal | null =>
  measure?.letter === letter ? null : { code: 'LETTER_RAISED', detail: measure?.letter ?? 'none' };
