import type { Migration } from './migration.ts';
import { caseEvidence } from './migrations/case-evidence.ts';
import { cases } from './migrations/cases.ts';
import { directory } from './migrations/directory.ts';
import { jobProgress } from './migrations/job-progress.ts';
import { journal } from './migrations/journal.ts';
import { matters } from './migrations/matters.ts';
import { registerIndex } from './migrations/register-index.ts';
import { requestClaims } from './migrations/request-claims.ts';
import { requests } from './migrations/requests.ts';
import { signIn } from './migrations/sign-in.ts';
import { toldClocks } from './migrations/told-clocks.ts';
import { webhooks } from './migrations/webhooks.ts';

/** In the order they are run. A new one is a file in migrations/ and a line at the end here (docs/howto/add-a-migration.md). */
export const migrations: readonly Migration[] = [
  journal,
  requests,
  jobProgress,
  signIn,
  registerIndex,
  cases,
  directory,
  caseEvidence,
  webhooks,
  matters,
  toldClocks,
  requestClaims,
];
