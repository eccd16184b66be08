import type { Migration } from '../migration.ts';

/**
 * Complaints, appeals and reports as lists show them; what happened to each stands in the journal (`matter/<id>`). Name and address of who wrote are in no event: the journal
 * forgets nothing, and they must be able to be forgotten.
 */
export const matters: Migration = {
  id: 'matters',
  sql: `
CREATE TABLE matters (
  id text COLLATE "C" PRIMARY KEY,
  version integer NOT NULL,
  kind text NOT NULL,
  is_open boolean NOT NULL,
  body text,
  organisation text,
  lodged_at text COLLATE "C" NOT NULL,
  matter json NOT NULL,
  reporter_name text,
  reporter_email text
);
CREATE INDEX matters_body ON matters (body, lodged_at, id);
CREATE INDEX matters_organisation ON matters (organisation, lodged_at, id);
`,
};
