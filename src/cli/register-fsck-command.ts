import { openReader } from '../adapters/register/open-reader.ts';
import { registerTools } from '../adapters/register/register-tools.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { fsck } from '../register/fsck.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { progressLine } from './progress-line.ts';
import { registerPolicy } from './register-policy.ts';

/** `iqs register fsck PLACE`: one line a finding, `CODE place: detail`. */
export async function registerFsckCommand(
  place: string,
  flags: { readonly key: string; readonly json?: true | undefined },
): Promise<number> {
  const policy = await registerPolicy(flags);
  const progress = progressLine(process.stderr);
  const onProgress = (entries: number, size: number): void => progress.show(`${entries} of ${size} entries`, entries, size);
  const report = await fsck(openReader(place), policy, { ...registerTools, onProgress });
  progress.clear();
  const { findings, more, entries } = report;
  const lines = findings.map(({ code, at, detail }) => safeText(`${code} ${at}: ${detail}`));
  const last = findings.length === 0 ? `${entries} entries, nothing wrong` : `${entries} entries, ${findings.length + more} findings`;
  process.stdout.write(flags.json ? canonicalJson(report) : `${[...lines, last].join('\n')}\n`);
  return findings.length === 0 ? exitCodes.done : exitCodes.checkFailed;
}
