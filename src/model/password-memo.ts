/** What trying gave: the clear text, and how many clear texts were tried up to and with the hit (4-inspect). */
export type KnownPassword = { readonly known: string | null; readonly tried: number };

/** Remembers answers by `hash|user`, so that one hash is tried once. An adapter keeps it between runs, by the digest of the table. */
export type PasswordMemo = {
  readonly get: (key: string) => KnownPassword | undefined;
  readonly set: (key: string, value: KnownPassword) => unknown;
};
