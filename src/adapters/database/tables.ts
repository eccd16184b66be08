import type { ColumnType } from 'kysely';

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

/** `status` and `headers` are null while the request is being answered; `response` also where the answer was shown once. `at`: when it was begun. */
export type RequestRow = {
  readonly key: string;
  readonly actor: string;
  readonly route: string;
  readonly digest: string;
  readonly status: number | null;
  /** JSON going in, its value coming out. */
  readonly headers: ColumnType<unknown, string | null, string | null>;
  readonly response: string | null;
  readonly at: string;
  /** Of who answers it. */
  readonly claim: string | null;
};

/** How far a job has come: `done` of `total` in whatever it counts. */
export type JobProgressRow = {
  readonly job: string;
  readonly done: number;
  readonly total: number;
  readonly note: string;
  readonly at: ColumnType<Date, Date | undefined>;
};

/** A case as its events make it, and what lists ask by. */
export type CaseRow = {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly since: string;
  readonly number: string | null;
  /** Lower case, of who it is about. */
  readonly words: string;
  /** Who may see it, and for whom it waits (src/programme/viewers-of.ts). */
  readonly viewers: readonly string[];
  readonly waits: readonly string[];
  readonly valid_until: string | null;
  /** Of the assessment asked for last. */
  readonly job: string | null;
  /** By which edition of the program's rules the row was written. */
  readonly shape: number;
  /** The whole case as compact JSON. */
  readonly content: string;
};

/** One of those that were run, in their order. */
export type AppliedMigrationRow = { readonly position: number; readonly id: string; readonly sha256: string };

/** A number of the register as it is searched for; instants are RFC 3339 in UTC. */
export type RegisterIndexRow = {
  readonly number: string;
  readonly kind: 'label' | 'component';
  readonly name: string;
  readonly model: string | null;
  readonly maker: string;
  readonly category: string;
  readonly type: string;
  readonly letter: string;
  readonly assurance: string;
  /** By the entries; a term that is over is worked out when asked. */
  readonly state: string;
  readonly scheme: string;
  readonly vintage: string;
  readonly issued_at: string;
  readonly valid_until: string;
  readonly updates_until: string | null;
  /** Place of the newest entry about the number. */
  readonly log_index: number;
  readonly name_key: string;
  readonly maker_key: string;
  readonly words: string;
};

/** What the log says of a number; `claims`: null for a component statement. */
export type RegisterEntriesRow = { readonly number: string; readonly claims: unknown; readonly entries: unknown };

/** How far the log was read, and its root at that size in hexadecimal. One row. */
export type RegisterPositionRow = { readonly id: number; readonly size: number; readonly root: string };

/** An organisation that a person declared to work for or to have advised; `at`: RFC 3339. */
export type PersonTieRow = { readonly person: string; readonly organisation: string; readonly at: string };

/** `schemes`: ids, separated by blanks. `until`: an RFC 3339 date. */
export type LaboratoryAuthorisationRow = {
  readonly laboratory: string;
  readonly schemes: string;
  readonly until: string;
  readonly at: string;
};

/** An upload into a case. `announced`: the digest, where it was told at the beginning; `sha256` and `finished_at`: once it was checked. */
export type EvidenceUploadRow = {
  readonly id: string;
  readonly case_id: string;
  readonly name: string | null;
  readonly announced: string | null;
  readonly bytes: number;
  readonly by: string;
  readonly begun_at: string;
  readonly sha256: string | null;
  readonly finished_at: string | null;
};

/** Bytes that somebody had, and brought to a case. */
export type CaseEvidenceRow = {
  readonly case_id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly by: string;
  readonly at: string;
};

/** Where an organisation wants to be told; `secret` is sealed. `failing_since`: no delivery has arrived since. */
export type WebhookRow = {
  readonly id: string;
  readonly organisation: string;
  readonly url: string;
  /** JSON going in, its value coming out. */
  readonly topics: ColumnType<unknown, string, string>;
  readonly secret: string;
  readonly created_at: string;
  readonly last_at: string | null;
  readonly last_outcome: 'delivered' | 'failed' | null;
  readonly last_status: number | null;
  readonly failing_since: string | null;
  readonly disabled_at: string | null;
  readonly disabled_why: string | null;
};

/** A matter as its events make it; who wrote stands here alone, so that it can be taken out. */
export type MatterRow = {
  readonly id: string;
  /** Number of its events. */
  readonly version: number;
  readonly kind: string;
  readonly is_open: boolean;
  readonly body: string | null;
  readonly organisation: string | null;
  readonly lodged_at: string;
  /** JSON going in, its value coming out; without name and address. */
  readonly matter: ColumnType<unknown, string, string>;
  readonly reporter_name: string | null;
  readonly reporter_email: string | null;
};

/** A deadline of a case that its organisation was told of. `about`: empty where there is only one. */
export type ToldClockRow = { readonly case_id: string; readonly kind: string; readonly about: string; readonly due: string };

/** Every table by its name: what Kysely checks queries against. Those of sign-in are the library's: they are read with plain SQL. A migration that adds a table adds its type here. */
export type Tables = {
  readonly journal: JournalRow;
  readonly requests: RequestRow;
  readonly job_progress: JobProgressRow;
  readonly register_index: RegisterIndexRow;
  readonly register_entries: RegisterEntriesRow;
  readonly register_position: RegisterPositionRow;
  readonly cases: CaseRow;
  readonly person_ties: PersonTieRow;
  readonly laboratory_authorisations: LaboratoryAuthorisationRow;
  readonly evidence_uploads: EvidenceUploadRow;
  readonly case_evidence: CaseEvidenceRow;
  readonly webhooks: WebhookRow;
  readonly matters: MatterRow;
  readonly told_clocks: ToldClockRow;
  readonly applied_migrations: AppliedMigrationRow;
};
