import type { Scope } from './caller.ts';

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
  /** `secret`: what goes into the Authorization header; shown once. Refused: `TOKEN_TOO_MANY`. */
  create(
    person: string,
    wanted: { readonly name: string; readonly scopes: readonly Scope[]; readonly days: number },
  ): Promise<{ readonly token: ApiToken; readonly secret: string }>;
  /** False: the person has none of this id. */
  revoke(person: string, id: string): Promise<boolean>;
};
