import { UserError } from '../../foundation/user-error.ts';

export const evidenceUnknown = (sha256: string, where: string): UserError =>
  new UserError('EVIDENCE_UNKNOWN', `no evidence has the digest ${sha256}`, where, 'check the digest, or bring the evidence again');
