import type { Migration } from '../migration.ts';

/**
 * Answers kept by idempotency key, so that a request sent twice is done once. `digest` is that of the request: the same key with another body is refused. `status` and `headers`
 * are there once it is answered; `response` is not where the answer was shown once.
 */
export const requests: Migration = {
  id: 'requests',
  sql: `
CREATE TABLE requests (
  key text NOT NULL,
  actor text NOT NULL,
  route text NOT NULL,
  digest text NOT NULL,
  status integer,
  headers json,
  response text,
  at text NOT NULL,
  PRIMARY KEY (actor, route, key)
);
CREATE INDEX requests_at ON requests (at);
`,
};
