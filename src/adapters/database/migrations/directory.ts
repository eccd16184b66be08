import type { Migration } from '../migration.ts';

/** What the programme knows of people and laboratories besides sign-in: whom a person works for or advised, and what a laboratory may evaluate until when. */
export const directory: Migration = {
  id: 'directory',
  sql: `
CREATE TABLE person_ties (
  person text NOT NULL REFERENCES auth_user (id) ON DELETE CASCADE,
  organisation text NOT NULL REFERENCES auth_organisation (id) ON DELETE CASCADE,
  at text NOT NULL,
  PRIMARY KEY (person, organisation)
);
CREATE TABLE laboratory_authorisations (
  laboratory text PRIMARY KEY REFERENCES auth_organisation (id) ON DELETE CASCADE,
  schemes text NOT NULL,
  until text NOT NULL,
  at text NOT NULL
);
`,
};
