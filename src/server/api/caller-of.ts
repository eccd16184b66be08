import type { Caller } from '../../adapters/programme/caller.ts';
import type { ApiContext } from './seat-of.ts';

/** The caller of a request that was let in with a token. */
export function callerOf({ var: { caller } }: ApiContext): Caller {
  if (caller === null) throw new Error('a route that needs a token was reached without');
  return caller;
}
