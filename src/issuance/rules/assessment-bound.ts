import { compactJson } from '../../foundation/compact-json.ts';
import { claimsOf } from '../claims-of.ts';
import type { IssueRule } from '../issue-rule.ts';

export const assessmentBound: IssueRule = {
  id: 'assessment-bound',
  rule: 'The claims are those of the assessment and the decision, to the letter.',
  references: [{ source: 'ISO/IEC 17065:2012', clause: '7.7.1' }],
  check: ({ request, claims }) =>
    compactJson(claimsOf(request, claims.number)) === compactJson(claims) ? [] : ['the claims are not what assessment and decision make'],
};
