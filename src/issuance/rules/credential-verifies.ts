import { verifyCode } from '../../credential/verify/verify-code.ts';
import { verifyCredential } from '../../credential/verify/verify-credential.ts';
import { compactJson } from '../../foundation/compact-json.ts';
import type { IssueRule } from '../issue-rule.ts';

export const credentialVerifies: IssueRule = {
  id: 'credential-verifies',
  rule: 'The credential verifies, says what the claims say, and is of the same label as the code.',
  references: [{ source: 'IQS label credential', clause: 'Verifying a credential' }],
  check: async ({ trial, claims, platform }) => {
    const code = await verifyCode(trial.signed.code, trial.trust, platform);
    const found = await verifyCredential(trial.signed.credential, trial.trust, platform, {
      printed: code.outcome === 'genuine' ? code.claims : null,
    });
    if (found.outcome === 'refused') return [`${found.code}: ${found.because}`];
    return compactJson(found.claims) === compactJson(claims) ? [] : ['the credential says something else than the claims'];
  },
};
