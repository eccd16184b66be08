import type { Context } from 'hono';
import type { Seat } from '../../adapters/programme/desk.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { ApiEnv } from './api-env.ts';

/** The seat of a request that needs one. Refused: `SEAT_MISSING` of a person who has several roles, or none. */
export function seatOf(c: Pick<Context<ApiEnv>, 'var'>): Exclude<Seat, 'system'> {
  const { seat } = c.var;
  if (seat === null)
    throw new UserError(
      'SEAT_MISSING',
      'it is not said in which role',
      '',
      'send IQS-Seat: role@organisation, one of those of /persons/me',
    );
  return seat;
}
