import type { Migration } from '../migration.ts';

/**
 * The register as tables, for search: made from the log and made anew from it (src/adapters/register-index). Narrow rows to search in; the entries themselves apart. Instants are
 * RFC 3339 text in UTC, which sorts as it reads; `COLLATE "C"` keeps it so whatever the database's language.
 */
export const registerIndex: Migration = {
  id: 'register-index',
  sql: `
CREATE TABLE register_index (
  number text COLLATE "C" PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('label', 'component')),
  name text NOT NULL,
  model text,
  maker text NOT NULL,
  category text COLLATE "C" NOT NULL,
  type text NOT NULL,
  letter text COLLATE "C" NOT NULL,
  assurance text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  scheme text COLLATE "C" NOT NULL,
  vintage text COLLATE "C" NOT NULL,
  issued_at text COLLATE "C" NOT NULL,
  valid_until text COLLATE "C" NOT NULL,
  updates_until text COLLATE "C",
  log_index bigint NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  maker_key text COLLATE "C" NOT NULL,
  words tsvector NOT NULL
);
CREATE INDEX register_index_words ON register_index USING gin (words);
CREATE INDEX register_index_newest ON register_index (issued_at, number) WHERE kind = 'label';
CREATE INDEX register_index_name ON register_index (name_key, number) WHERE kind = 'label';
CREATE INDEX register_index_letter ON register_index (letter, number) WHERE kind = 'label';
CREATE INDEX register_index_category ON register_index (category, issued_at) WHERE kind = 'label';
CREATE INDEX register_index_maker ON register_index (maker_key, issued_at) WHERE kind = 'label';
CREATE INDEX register_index_state ON register_index (state, issued_at) WHERE kind = 'label';
CREATE TABLE register_entries (
  number text COLLATE "C" PRIMARY KEY,
  claims json,
  entries json NOT NULL
);
CREATE TABLE register_position (
  id integer PRIMARY KEY CHECK (id = 1),
  size bigint NOT NULL,
  root text NOT NULL
);
INSERT INTO register_position (id, size, root) VALUES (1, 0, '');
`,
};
