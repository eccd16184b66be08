import { monthsLater } from '../foundation/months-later.ts';
import { type AssessmentPurpose, type Case, certifiedStates } from '../model/case.ts';
import type { CaseContext } from './case-context.ts';
import type { Refusal } from './case-refusal.ts';
import type { EventOf } from './event-of.ts';
import { isAuthorised } from './is-authorised.ts';

type ApplicationEvent = EventOf<'application'>;

/** Who may ask for which assessment; the programme itself asks for those of surveillance. */
const purposeOf = { applicant: 'preview', evaluator: 'official', 'surveillance-officer': 'surveillance', system: 'surveillance' } as const;

export function guardApplication(before: Case | null, event: ApplicationEvent, context: CaseContext): Refusal | null {
  if (event.name === 'open') return mayOpen(event, context);
  if (before === null) return { code: 'STATE_FORBIDS', detail: 'none' };
  switch (event.name) {
    case 'add-evidence':
      return mayAdd(before, event);
    case 'remove-evidence':
      return mayRemove(before, event);
    case 'choose-laboratory':
      return isAuthorised(before, event.input.laboratory, context);
    case 'request-assessment':
      return mayAssess(before, event);
    case 'record-assessment':
      return isAskedFor(before, event.input.assessment) ? null : { code: 'ASSESSMENT_NOT_ASKED', detail: before.id };
    case 'record-failure':
      return before.assessing === event.input.purpose ? null : { code: 'ASSESSMENT_NOT_ASKED', detail: before.id };
    case 'submit':
      return maySubmit(before, event, context);
    case 'accept':
      return isAuthorised(before, before.laboratory ?? '', context);
    case 'cancel':
      // From the closing of the vote on: who withdraws before a refusal would have nothing to declare the next time.
      return before.decision === null && (before.committee?.outcome ?? null) === null ? null : { code: 'DECIDED', detail: before.id };
    default:
      return null;
  }
}

const isAskedFor = ({ assessing, scheme }: Case, assessment: Case['assessments'][number]): boolean =>
  assessing === assessment.purpose && assessment.scheme.id === scheme;

/** Nobody certifies what is its own (ISO/IEC 17065, 4.2). */
function mayOpen(event: Extract<ApplicationEvent, { readonly name: 'open' }>, context: CaseContext): Refusal | null {
  const { applicant, body, renews } = event.input;
  if (applicant === body) return { code: 'CONFLICT_TIE', detail: body };
  return renews === null ? null : mayRenew(event, context);
}

/** A renewal is of the applicant's own certificate, from the opening of the window on (6-programme: 3 months before the end). */
function mayRenew(
  { input }: Extract<ApplicationEvent, { readonly name: 'open' }>,
  { renewed, now, settings }: CaseContext,
): Refusal | null {
  const until = renewed?.certificate?.validUntil;
  const isOwn = renewed?.id === input.renews && renewed.applicant === input.applicant && renewed.body === input.body;
  const isHeld = certifiedStates.some((state) => state === renewed?.state);
  const isInWindow = until !== undefined && now >= monthsLater(until, -settings.renewalWindowMonths) && now <= until;
  return isOwn && isHeld && isInWindow ? null : { code: 'NOT_RENEWABLE', detail: input.renews ?? '' };
}

function mayAdd(before: Case, { input, by }: Extract<ApplicationEvent, { readonly name: 'add-evidence' }>): Refusal | null {
  const { file } = input.evidence;
  if (before.evidence.some((each) => each.file === file)) return { code: 'EVIDENCE_NAME_TAKEN', detail: file };
  return wrongCustody(input.evidence.custody, by, file);
}

/** Only a laboratory says that it took something from a bought unit. */
const wrongCustody = (custody: string, by: ApplicationEvent['by'], file: string): Refusal | null =>
  custody === 'sampled' && by.kind === 'person' && by.role === 'applicant' ? { code: 'EVIDENCE_OF_OTHERS', detail: file } : null;

function mayRemove(before: Case, { input, by }: Extract<ApplicationEvent, { readonly name: 'remove-evidence' }>): Refusal | null {
  const found = before.evidence.find(({ file }) => file === input.file);
  if (found === undefined) return { code: 'EVIDENCE_UNKNOWN', detail: input.file };
  return by.kind === 'person' && found.role !== by.role ? { code: 'EVIDENCE_OF_OTHERS', detail: input.file } : null;
}

function mayAssess(before: Case, { input, by }: Extract<ApplicationEvent, { readonly name: 'request-assessment' }>): Refusal | null {
  const role = by.kind === 'system' ? 'system' : by.role;
  const expected: AssessmentPurpose | undefined = Object.hasOwn(purposeOf, role) ? purposeOf[role as keyof typeof purposeOf] : undefined;
  if (input.purpose !== expected) return { code: 'PURPOSE_WRONG', detail: input.purpose };
  if (before.assessing !== null) return { code: 'ASSESSMENT_RUNNING', detail: before.assessing };
  return isComplete(before);
}

function isComplete(before: Case): Refusal | null {
  if (before.description === null) return { code: 'DESCRIPTION_MISSING', detail: before.id };
  return before.evidence.length === 0 ? { code: 'EVIDENCE_NONE', detail: before.id } : null;
}

function maySubmit(before: Case, { input }: Extract<ApplicationEvent, { readonly name: 'submit' }>, context: CaseContext): Refusal | null {
  if (before.laboratory === null) return { code: 'LABORATORY_MISSING', detail: before.id };
  if (input.agreement !== context.agreement) return { code: 'AGREEMENT_OLD', detail: context.agreement };
  return isComplete(before) ?? isAuthorised(before, before.laboratory, context);
}
