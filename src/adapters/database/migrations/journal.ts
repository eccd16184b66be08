import type { Migration } from '../migration.ts';

/**
 * What happened, in one order, each entry bound to the one before it (docs/adr/0025-one-journal.md). `at` and `event` are the very text that is hashed. The
 * triggers keep a mistaken statement of our own from rewriting it; whoever owns the database can drop them, and is found out by the chain.
 */
export const journal: Migration = {
  id: 'journal',
  sql: `
CREATE TABLE journal (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  stream text NOT NULL CHECK (stream <> ''),
  version integer NOT NULL CHECK (version > 0),
  at text NOT NULL,
  actor text NOT NULL,
  event text NOT NULL,
  previous bytea NOT NULL CHECK (octet_length(previous) = 32),
  hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  UNIQUE (stream, version)
);
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER journal_rows_stay BEFORE UPDATE OR DELETE ON journal FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_stays BEFORE TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
`,
};
