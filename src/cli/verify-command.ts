import { chooseMessages } from '../adapters/catalogue/choose-messages.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { readTrustAnchor } from '../adapters/trust-anchor.ts';
import { type HeldFlags, heldVersion } from '../adapters/verify/held-version.ts';
import { labelText } from '../adapters/verify/label-text.ts';
import { siteReader } from '../adapters/verify/site-reader.ts';
import { verifyAtSite } from '../adapters/verify/verify-at-site.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { UserError } from '../foundation/user-error.ts';
import { exitCodes } from './exit-codes.ts';
import { now } from './now.ts';
import { verifyReport } from './verify-report.ts';

export type VerifyFlags = HeldFlags & {
  readonly trust?: string | undefined;
  readonly site?: string | undefined;
  readonly offline?: true | undefined;
  readonly code?: string | undefined;
  readonly lang: string;
  readonly json?: true | undefined;
};

/** `iqs verify LABEL`: exit 0 where the label and what it rests on are genuine and in force, or genuine as far as can be said offline; 5 otherwise. */
export async function verifyCommand(label: string, flags: VerifyFlags): Promise<number> {
  const trust = flags.trust ?? process.env['IQS_TRUST'];
  if (trust === undefined)
    throw new UserError('USAGE', 'whom do you trust?', '--trust', 'give trust.json of the scheme owner, or name it in IQS_TRUST');
  const anchor = readTrustAnchor(trust);
  const read = flags.offline ? null : siteReader(flags.site ?? anchor.site);
  const verdict = await verifyAtSite(anchor, read, {
    text: await labelText(label),
    code: flags.code,
    held: await heldVersion(flags),
    now: now(),
  });
  if (flags.json) process.stdout.write(canonicalJson(verdict));
  else process.stdout.write(verifyReport(verdict, chooseMessages(await loadCatalogue(), flags.lang), flags.offline === true));
  if (verdict.outcome === 'refused') return exitCodes.checkFailed;
  const holds = verdict.standing === 'in-force' || (verdict.standing === 'unknown' && flags.offline === true);
  const stands = holds && verdict.restsOnGone.length === 0;
  return stands && verdict.cover?.cover !== 'not-covered' ? exitCodes.done : exitCodes.checkFailed;
}
