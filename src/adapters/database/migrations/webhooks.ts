import type { Migration } from '../migration.ts';

/** Where organisations want to be told of changes. Instants are RFC 3339 text in UTC. */
export const webhooks: Migration = {
  id: 'webhooks',
  sql: `
CREATE TABLE webhooks (
  id text PRIMARY KEY,
  organisation text NOT NULL,
  url text NOT NULL,
  topics json NOT NULL,
  secret text NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  last_at text,
  last_outcome text CHECK (last_outcome IN ('delivered', 'failed')),
  last_status integer,
  failing_since text,
  disabled_at text,
  disabled_why text
);
CREATE INDEX webhooks_organisation ON webhooks (organisation, created_at);
`,
};
