import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** The answer to a request, as it is given again. `body` null: it was shown once and is not kept. */
export type KeptAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | null };

export type RequestKey = { readonly actor: string; readonly route: string; readonly key: string };

/** What became of a request with this key before. */
export type RequestStanding =
  /** `claim`: that it is ours to answer, until another takes it over. */
  | { readonly kind: 'new'; readonly claim: string }
  | { readonly kind: 'running' }
  /** The key was used for a request that said something else. */
  | { readonly kind: 'other' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer };

/** Requests by idempotency key, kept for at least a day. */
export type RequestLedger = {
  /** Marks a new one as running, in one step: of two at once one is told `new`. `digest`: of what the request says. */
  begin(key: RequestKey, digest: string): Promise<RequestStanding>;
  /** Nothing where it was answered already, or taken over. */
  finish(key: RequestKey, claim: string, answer: KeptAnswer): Promise<void>;
  /**
   * In the transaction of what is answered to: both are there, or neither, so that who asks again after a kill is told what was done. Refused where another has taken the
   * request over (`IDEMPOTENCY_RUNNING`): then nothing of the transaction may come to be.
   */
  finishIn(transaction: Transaction<Tables>, key: RequestKey, claim: string, answer: KeptAnswer): Promise<void>;
  /** It came to nothing: the key is free again. */
  forget(key: RequestKey, claim: string): Promise<void>;
};
