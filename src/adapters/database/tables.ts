/** An entry of the journal as it stands in its table. */
export type JournalRow = {
  /** Counted from 1, without a gap. */
  readonly seq: number;
  readonly stream: string;
  /** Within its stream, counted from 1. */
  readonly version: number;
  /** RFC 3339. */
  readonly at: string;
  readonly actor: string;
  /** The canonical text that was hashed. */
  readonly event: string;
  readonly previous: Uint8Array;
  readonly hash: Uint8Array;
};

/** `status` and `response` are null while the request is being answered. */
export type RequestRow = {
  readonly key: string;
  readonly actor: string;
  readonly route: string;
  readonly digest: string;
  readonly status: number | null;
  readonly response: string | null;
  readonly at: string;
};

/** One of those that were run, in their order. */
export type AppliedMigrationRow = { readonly position: number; readonly id: string; readonly sha256: string };

/** Every table by its name: what Kysely checks queries against. A migration that adds a table adds its type here. */
export type Tables = {
  readonly journal: JournalRow;
  readonly requests: RequestRow;
  readonly applied_migrations: AppliedMigrationRow;
};
