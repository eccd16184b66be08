import type { IssueRule } from '../issue-rule.ts';

export const datesInOrder: IssueRule = {
  id: 'dates-in-order',
  rule: 'Graded, decided, issued, and over, in that order; and no longer than support.',
  references: [{ source: 'IQS', clause: '6-programme, A case' }],
  check: ({ request: { decision }, claims: { gradedOn, issuedAt, validUntil, updatesUntil } }) => [
    ...(gradedOn > decision.decidedAt.slice(0, 10) ? [`graded on ${gradedOn}, decided on ${decision.decidedAt}`] : []),
    ...(decision.decidedAt > issuedAt ? [`decided on ${decision.decidedAt}, issued on ${issuedAt}`] : []),
    ...(validUntil <= issuedAt ? [`valid until ${validUntil}, issued on ${issuedAt}`] : []),
    ...(updatesUntil !== null && validUntil.slice(0, 10) > updatesUntil
      ? [`valid until ${validUntil}, supported until ${updatesUntil}`]
      : []),
  ],
};
