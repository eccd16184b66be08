import type { Caller } from '../../adapters/programme/caller.ts';
import type { Seat } from '../../adapters/programme/desk.ts';
import type { Messages } from '../../model/message.ts';

/** What the middleware of the API knows of a request. */
export type ApiEnv = {
  Variables: {
    /** The language of its problems. */
    messages: Messages;
    /** Null: without a token, where that is allowed. */
    caller: Caller | null;
    /** Null: nobody's, or of somebody with several roles who has not said which. */
    seat: Exclude<Seat, 'system'> | null;
  };
};
