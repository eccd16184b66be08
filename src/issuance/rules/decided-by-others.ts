import type { IssueRule } from '../issue-rule.ts';

export const decidedByOthers: IssueRule = {
  id: 'decided-by-others',
  rule: 'Somebody decided, and nobody who decided evaluated.',
  references: [{ source: 'ISO/IEC 17065:2012', clause: '7.6.2' }],
  check: ({ request: { decision } }) => [
    ...(decision.decidedBy.length === 0 ? ['nobody decided'] : []),
    ...decision.decidedBy.filter((person) => decision.evaluatedBy.includes(person)).map((person) => `${person} evaluated and decided`),
  ],
};
