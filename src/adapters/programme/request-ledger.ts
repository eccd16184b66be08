/** The answer to a request, as it is given again. `body` null: it was shown once and is not kept. */
export type KeptAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | null };

export type RequestKey = { readonly actor: string; readonly route: string; readonly key: string };

/** What became of a request with this key before. */
export type RequestStanding =
  | { readonly kind: 'new' }
  | { readonly kind: 'running' }
  /** The key was used for a request that said something else. */
  | { readonly kind: 'other' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer };

/** Requests by idempotency key, kept for at least a day. */
export type RequestLedger = {
  /** Marks a new one as running, in one step: of two at once one is told `new`. `digest`: of what the request says. */
  begin(key: RequestKey, digest: string): Promise<RequestStanding>;
  finish(key: RequestKey, answer: KeptAnswer): Promise<void>;
  /** It came to nothing: the key is free again. */
  forget(key: RequestKey): Promise<void>;
};
