import type { Migration } from '../migration.ts';

/** Who answers a request: a server that was thought dead, and whose request another has taken over, no longer has the claim. */
export const requestClaims: Migration = {
  id: 'request-claims',
  sql: 'ALTER TABLE requests ADD COLUMN claim text;',
};
