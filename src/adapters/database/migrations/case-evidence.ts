import type { Migration } from '../migration.ts';

/**
 * Which bytes were brought to which case, and by whom (src/adapters/programme/evidence-uploads.ts). The store knows digests only: who knows one may not name a file by it that he
 * never had. Uploads that are under way stand beside it.
 */
export const caseEvidence: Migration = {
  id: 'case-evidence',
  sql: `
CREATE TABLE evidence_uploads (
  id text PRIMARY KEY,
  case_id text NOT NULL,
  name text,
  announced text,
  bytes bigint NOT NULL CHECK (bytes >= 0),
  by text NOT NULL,
  begun_at text COLLATE "C" NOT NULL,
  sha256 text,
  finished_at text
);
CREATE UNIQUE INDEX evidence_uploads_once ON evidence_uploads (case_id, announced, bytes) WHERE announced IS NOT NULL;
CREATE INDEX evidence_uploads_begun ON evidence_uploads (begun_at);
CREATE TABLE case_evidence (
  case_id text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes >= 0),
  by text NOT NULL,
  at text NOT NULL,
  PRIMARY KEY (case_id, sha256)
);
`,
};
