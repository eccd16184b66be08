import { verifyCode } from '../../credential/verify/verify-code.ts';
import type { IssueRule } from '../issue-rule.ts';

export const codeVerifies: IssueRule = {
  id: 'code-verifies',
  rule: 'The printed code verifies, and says what the claims say.',
  references: [{ source: 'IQS label credential', clause: 'Verifying a printed code' }],
  check: async ({ trial, claims, platform }) => {
    const found = await verifyCode(trial.signed.code, trial.trust, platform);
    if (found.outcome === 'refused') return [`${found.code}: ${found.because}`];
    const { number, letter, assurance, updatesUntil, gradedOn, scheme, issuedAt, validUntil } = found.claims;
    const same =
      number === claims.number &&
      letter === claims.letter &&
      assurance === claims.assurance.lowest &&
      updatesUntil === claims.updatesUntil &&
      gradedOn === claims.gradedOn &&
      scheme === claims.scheme.id &&
      issuedAt === claims.issuedAt &&
      validUntil === claims.validUntil;
    return same ? [] : ['the code says something else than the claims'];
  },
};
