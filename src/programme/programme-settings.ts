/** The numbers of the programme (6-programme, A case); a body may set others, and every deadline that was given keeps the number it was given by. */
export type ProgrammeSettings = {
  readonly certificateMonths: number;
  readonly renewalWindowMonths: number;
  /** Working days within which the holder is heard before a measure that is not urgent. */
  readonly hearingWorkingDays: number;
  readonly remedyDays: number;
  readonly suspensionDays: number;
  readonly longestSuspensionDays: number;
  /** Working days within which shops and pages are corrected after a certificate stopped holding. */
  readonly correctionWorkingDays: number;
  readonly appealDays: number;
  readonly appealDecisionDays: number;
  readonly complaintReplyWorkingDays: number;
  readonly complaintDecisionDays: number;
  /** Working days within which a body, a laboratory or a committee takes up what is its turn. */
  readonly replyWorkingDays: number;
  readonly plausibleWorkingDays: number;
  readonly plausibleUrgentWorkingDays: number;
  /** Days within which the evidence about a security update that is covered at once is due. */
  readonly deltaDays: number;
  /** Of the certificates in force, drawn each year; at least one. */
  readonly samplePercent: number;
  readonly recordYears: number;
  readonly committeeSize: number;
};

export const defaultSettings: ProgrammeSettings = {
  certificateMonths: 36,
  renewalWindowMonths: 3,
  hearingWorkingDays: 10,
  remedyDays: 30,
  suspensionDays: 42,
  longestSuspensionDays: 365,
  correctionWorkingDays: 14,
  appealDays: 30,
  appealDecisionDays: 60,
  complaintReplyWorkingDays: 10,
  complaintDecisionDays: 60,
  replyWorkingDays: 10,
  plausibleWorkingDays: 5,
  plausibleUrgentWorkingDays: 1,
  deltaDays: 30,
  samplePercent: 4,
  recordYears: 10,
  committeeSize: 3,
};
