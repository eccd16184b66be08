import { readTrustAnchor } from '../adapters/trust-anchor.ts';
import { siteReader } from '../adapters/verify/site-reader.ts';
import { type StatementProver, statementProver } from '../adapters/verify/statement-prover.ts';
import { UserError } from '../foundation/user-error.ts';
import { now } from './now.ts';

export type ProverFlags = { readonly trust?: string | undefined; readonly site?: string | undefined };

/**
 * Who checks component statements, from `--trust` and `--site`; nobody without the first. Nothing is looked up unless a site is named. Of an assessment as of a day to come the status
 * lists must speak for that day.
 */
export function proverFlags({ trust, site }: ProverFlags, asOf: string): StatementProver | undefined {
  if (trust === undefined && site !== undefined)
    throw new UserError('USAGE', 'whom do you trust?', '--site', 'give --trust trust.json with it');
  if (trust === undefined) return undefined;
  const moment = now();
  return statementProver(
    readTrustAnchor(trust),
    site === undefined ? null : siteReader(site),
    asOf > moment.slice(0, 10) ? `${asOf}T00:00:00Z` : moment,
  );
}
