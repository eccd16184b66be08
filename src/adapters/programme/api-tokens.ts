import type { Caller, Scope } from './caller.ts';

/** A token as its owner sees it afterwards: never itself. */
export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
};

export type ApiTokens = {
  list(person: string): Promise<readonly ApiToken[]>;
  /** `secret`: what goes into the Authorization header; shown once. `by`: whoever asks, with the token asked with; the new one opens no more. Refused: `TOKEN_TOO_MANY`. */
  create(
    by: Caller,
    wanted: { readonly name: string; readonly scopes: readonly Scope[]; readonly days: number },
  ): Promise<{ readonly token: ApiToken; readonly secret: string }>;
  /** False: the person has none of this id. */
  revoke(person: string, id: string): Promise<boolean>;
};
