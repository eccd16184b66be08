import type { MiddlewareHandler } from 'hono';
import { notePerson } from '../../adapters/log/request-context.ts';
import type { Caller, Scope } from '../../adapters/programme/caller.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { ApiEnv } from './api-env.ts';
import { findSeat } from './find-seat.ts';
import { problemResponse } from './problem-response.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';

/** A scope that a token must have; `any`: whichever it has; `open`: nobody needs one. */
export type Demand = Scope | 'any' | 'open';

/** Who asks, how often, with what token and from which seat: asked before anything of a request is looked at. */
export const guardRequest =
  (deps: ProgrammeApiDeps, demand: Demand): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const caller = await callerOf(deps, c.req.header('authorization'));
    notePerson(caller?.person ?? null);
    const wait = await deps.limit(caller === null ? `from ${deps.addressOf(c.req.raw)}` : `person ${caller.person}`);
    if (wait !== null) return tooMany(c, wait);
    if (caller === null && demand !== 'open') return unauthenticated(c);
    if (caller !== null && demand !== 'any' && demand !== 'open' && !caller.scopes.includes(demand))
      throw new UserError('SCOPE_MISSING', 'the token may not be used for this', demand, `use a token with the scope ${demand}`);
    c.set('caller', caller);
    c.set('seat', caller === null ? null : findSeat(caller, c.req.header('iqs-seat')));
    await next();
    if (demand !== 'open') {
      c.res.headers.append('vary', 'Authorization, IQS-Seat, Accept-Language');
      if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'private, no-cache');
    }
  };

async function callerOf(deps: ProgrammeApiDeps, header: string | undefined): Promise<Caller | null> {
  const token = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(header ?? '')?.[1];
  return token === undefined ? null : deps.callerOf(token);
}

type Context = Parameters<MiddlewareHandler<ApiEnv>>[0];

const unauthenticated = (c: Context): Response =>
  problemResponse(c, new UserError('UNAUTHENTICATED', 'this needs a token', '', 'send Authorization: Bearer with a token that holds'), {
    // RFC 6750, 3: how to sign in, without saying whether a token was known.
    headers: { 'www-authenticate': 'Bearer realm="iqs"' },
  });

const tooMany = (c: Context, seconds: number): Response =>
  problemResponse(
    c,
    new UserError('RATE_LIMITED', 'too many requests', `${seconds} s`, 'wait as Retry-After says, then go on more slowly'),
    {
      headers: { 'retry-after': String(seconds) },
    },
  );
