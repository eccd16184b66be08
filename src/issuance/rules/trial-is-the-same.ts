import { compactJson } from '../../foundation/compact-json.ts';
import { hex } from '../../foundation/hex.ts';
import type { IssueRule } from '../issue-rule.ts';
import type { LabelToSign } from '../label-to-sign.ts';

/** Everything that is signed but the key's id. */
const withoutKey = ({ claims, credential, printedPayload }: LabelToSign): string =>
  compactJson({ claims, payload: credential.split('.')[1] ?? '', printed: hex(printedPayload) });

export const trialIsTheSame: IssueRule = {
  id: 'trial-is-the-same',
  rule: 'What the other rules looked at differs from what will be signed in nothing but the key.',
  references: [{ source: 'RFC 6962', clause: '3.1 (the idea of a precertificate)' }],
  check: ({ toSign, trial, claims }) =>
    withoutKey(toSign) === withoutKey(trial.toSign) && compactJson(toSign.claims) === compactJson(claims)
      ? []
      : ['the trial is of other claims'],
};
