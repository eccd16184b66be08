import type { IssueRule } from '../issue-rule.ts';

export const reproducible: IssueRule = {
  id: 'reproducible',
  rule: 'Anyone who has the evidence computes the same assessment.',
  references: [{ source: 'IQS', clause: '3-assessment, Reproducible' }],
  check: ({ request: { assessment } }) => (assessment.reproducible ? [] : ['a watchdog stopped part of the assessment']),
};
