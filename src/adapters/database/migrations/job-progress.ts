import type { Migration } from '../migration.ts';

/** The queue keeps its jobs in tables of its own; how far one has come is ours. */
export const jobProgress: Migration = {
  id: 'job-progress',
  sql: `
CREATE TABLE job_progress (
  job uuid PRIMARY KEY,
  done double precision NOT NULL,
  total double precision NOT NULL,
  note text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX job_progress_at ON job_progress (at);
`,
};
