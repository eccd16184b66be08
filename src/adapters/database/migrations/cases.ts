import type { Migration } from '../migration.ts';

/**
 * Cases as their events make them, for reading and lists: written with each event, made anew from the journal where an older program wrote them (src/adapters/programme/refresh-cases.ts). `content` is the whole case;
 * the other columns are what lists ask by.
 */
export const cases: Migration = {
  id: 'cases',
  sql: `
CREATE TABLE cases (
  id text COLLATE "C" PRIMARY KEY,
  version integer NOT NULL,
  state text COLLATE "C" NOT NULL,
  since text COLLATE "C" NOT NULL,
  number text COLLATE "C",
  words text NOT NULL,
  viewers text[] NOT NULL,
  waits text[] NOT NULL,
  valid_until text COLLATE "C",
  job text,
  shape integer NOT NULL,
  content text NOT NULL
);
CREATE INDEX cases_since ON cases (since DESC, id);
CREATE INDEX cases_viewers ON cases USING gin (viewers);
CREATE INDEX cases_waits ON cases USING gin (waits);
CREATE UNIQUE INDEX cases_number ON cases (number) WHERE number IS NOT NULL;
CREATE INDEX cases_state ON cases (state);
`,
};
