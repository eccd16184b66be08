import type { Transaction } from 'kysely';
import type { Tables } from '../../adapters/database/tables.ts';
import type { Caller } from '../../adapters/programme/caller.ts';
import type { Seat } from '../../adapters/programme/desk.ts';
import type { KeptAnswer } from '../../adapters/programme/request-ledger.ts';
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
    /** Writes the answer that is kept under the request's key, in the transaction of what it answers to; null: there is no key. */
    answerIn: ((transaction: Transaction<Tables>, answer: KeptAnswer) => Promise<void>) | null;
  };
};
