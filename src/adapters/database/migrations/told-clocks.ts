import type { Migration } from '../migration.ts';

/** Deadlines that an organisation was told of, each once. */
export const toldClocks: Migration = {
  id: 'told-clocks',
  sql: `
CREATE TABLE told_clocks (
  case_id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  about text NOT NULL,
  due text NOT NULL,
  PRIMARY KEY (case_id, kind, about, due)
);
`,
};
