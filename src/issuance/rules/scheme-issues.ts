import type { IssueRule } from '../issue-rule.ts';

export const schemeIssues: IssueRule = {
  id: 'scheme-issues',
  rule: 'The scheme issues labels, and the assessment says that this product may have one.',
  references: [{ source: 'IQS', clause: '3-assessment, The ladder' }],
  check: ({ request: { issuesLabels, assessment } }) => [
    ...(issuesLabels ? [] : [`scheme ${assessment.scheme.id} (${assessment.scheme.status}) issues no labels`]),
    ...(assessment.noLabel === null ? [] : [`the assessment refuses a label: ${assessment.noLabel}`]),
  ],
};
