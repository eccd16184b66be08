export const refusalCodes = [
  'ROLE_MISSING',
  'NOT_YOUR_CASE',
  'STATE_FORBIDS',
  'CONFLICT_TIE',
  'CONFLICT_HAT',
  'TIME_BACKWARDS',
  'DESCRIPTION_MISSING',
  'EVIDENCE_NONE',
  'EVIDENCE_NAME_TAKEN',
  'EVIDENCE_UNKNOWN',
  'EVIDENCE_OF_OTHERS',
  'LABORATORY_MISSING',
  'LABORATORY_UNAUTHORISED',
  'AGREEMENT_OLD',
  'NOT_RENEWABLE',
  'PURPOSE_WRONG',
  'ASSESSMENT_RUNNING',
  'ASSESSMENT_NOT_ASKED',
  'ASSESSMENT_MISSING',
  'NONCONFORMITY_UNKNOWN',
  'NONCONFORMITY_CLOSED',
  'COMMITTEE_INVALID',
  'NOT_ON_COMMITTEE',
  'ALREADY_VOTED',
  'LETTER_RAISED',
  'VOTE_OPEN',
  'ALREADY_SIGNED',
  'DISSENTS',
  'DOCUMENT_WRONG',
  'DECIDED',
  'NOT_DECIDED',
  'PROPOSAL_UNKNOWN',
  'MEASURE_MISSING',
  'MEASURE_OPEN',
  'MEASURE_ANSWERED',
  'HOLDER_NOT_HEARD',
  'UNTIL_TOO_LATE',
  'CHANGE_MAJOR',
  'CHANGE_UNKNOWN',
  'PART_UNKNOWN',
  'NOT_EXPIRED',
] as const;
/** Why an act on a case is refused; a person reads `programme.refusal.<code>` of the catalogue. */
export type RefusalCode = (typeof refusalCodes)[number];

export type Refusal = {
  readonly code: RefusalCode;
  /** What it is about: a name, an id, a state. */
  readonly detail: string;
};
