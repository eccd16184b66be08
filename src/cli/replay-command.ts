import { readFileSync, statSync } from 'node:fs';
import { inspectAgain } from '../adapters/bundle/inspect-again.ts';
import { type Replay, type ReplayDifference, type Replayed, replayBundle } from '../adapters/bundle/replay-bundle.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { bundleLimits } from '../engine/bundle/bundle-limits.ts';
import { bundleRefusal } from '../engine/bundle/bundle-refusal.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { UserError } from '../foundation/user-error.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { progressLine } from './progress-line.ts';

export type ReplayFlags = { readonly deep?: string | undefined; readonly json?: true | undefined };

const noteTexts: Readonly<Record<Replay['notes'][number], string>> = {
  ENGINE_DIFFERS: 'another version of the engine made it',
  SCHEME_NOT_OURS: 'this build has no such scheme: read what is in scheme/ before you believe the letter',
  TABLE_NOT_OURS: 'this build has other tables',
  SIGNATURES_TAKEN:
    "what the signatures and status of component statements came to is taken as it stands: verify each with its issuer's trust list",
  NOT_REPRODUCIBLE: 'a watchdog ended some inspection, so that another machine may see more',
};

/** `iqs replay FILE`: recomputes the assessment of a bundle and says whether it comes to the same bytes. */
export async function replayCommand(file: string, flags: ReplayFlags): Promise<number> {
  const catalogue = await loadCatalogue();
  const shallow = replayBundle(readBundle(file), catalogue);
  const { replay } = flags.deep === undefined ? shallow : await deepReplay(shallow, flags.deep);
  process.stdout.write(flags.json ? canonicalJson({ ...replay, deep: flags.deep !== undefined }) : lines(shallow, replay, flags).join(''));
  return replay.result === 'same' ? exitCodes.done : exitCodes.checkFailed;
}

/** Threat: a device or a pipe that never ends. */
function readBundle(file: string): Uint8Array {
  const stat = statSync(file);
  if (!stat.isFile()) throw new UserError('USAGE', 'no file', file, 'give a bundle that iqs bundle wrote');
  if (stat.size > bundleLimits.archive) throw bundleRefusal('BUNDLE_TOO_LARGE', `${stat.size} bytes`, file);
  return readFileSync(file);
}

async function deepReplay({ replay, opened }: Replayed, folder: string): Promise<{ readonly replay: Replay }> {
  const progress = progressLine(process.stderr);
  const again = await inspectAgain(opened, folder, { onProgress: progress.show });
  progress.clear();
  const differences = [...replay.differences, ...again];
  return { replay: { ...replay, differences, result: differences.length === 0 ? 'same' : 'differs' } };
}

function lines({ recomputed }: Replayed, replay: Replay, flags: ReplayFlags): readonly string[] {
  const { product, scheme, asOf } = recomputed;
  const head =
    replay.result === 'same' ? 'same: the assessment was recomputed, byte for byte' : 'differs: the bundle does not come to what it says';
  return [
    head,
    `  ${product.name}, ${product.maker}: ${replay.grade.letter ?? 'not rated'}, by ${scheme.id} ${scheme.vintage} (${scheme.status}) on ${asOf}`,
    `  bundle sha256 ${replay.bundle}`,
    `  assessment sha256 ${replay.assessment}`,
    ...replay.differences.flatMap(differenceLines),
    ...replay.notes.map((note) => `  ${note}: ${noteTexts[note]}`),
    flags.deep === undefined
      ? '  taken as they are: the exhibits; --deep DIR decodes the evidence again'
      : `  evidence decoded again: ${recomputed.evidence.length} pieces`,
  ].map((line) => `${safeText(line)}\n`);
}

const differenceLines = (difference: ReplayDifference): readonly string[] => [
  `  ${difference.in} at ${difference.path}`,
  `    theirs: ${short(difference.theirs)}`,
  `    ours:   ${short(difference.ours)}`,
];

/** A value on one line; what is long is cut. */
function short(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
