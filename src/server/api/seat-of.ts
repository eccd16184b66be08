import type { Context } from 'hono';
import type { Seat } from '../../adapters/programme/desk.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { ApiEnv } from './api-env.ts';

/** As much of a request's context as tells who asks. */
export type ApiContext = { readonly var: Pick<Context<ApiEnv>['var'], 'seat' | 'caller' | 'answerIn'> };

/** The seat of a request that needs one. Refused: `SEAT_MISSING` of a person who has several roles, or none. */
export function seatOf({ var: { seat } }: ApiContext): Exclude<Seat, 'system'> {
  if (seat === null)
    throw new UserError(
      'SEAT_MISSING',
      'it is not said in which role',
      '',
      'send IQS-Seat: role@organisation, one of those of /persons/me',
    );
  return seat;
}
