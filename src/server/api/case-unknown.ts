import { UserError } from '../../foundation/user-error.ts';

/** One answer for a case that is not there and for one of somebody else. */
export const caseUnknown = (id: string): UserError =>
  new UserError('CASE_UNKNOWN', 'no such case, or it is not yours', id, 'check the id, and the seat you act from');
