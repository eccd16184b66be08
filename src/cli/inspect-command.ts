import { basename, resolve } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { inspectEvidence } from '../adapters/inspect/inspect-evidence.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { escapeName } from '../foundation/decode-name.ts';
import { mergeExhibits } from '../intake/inspect.ts';
import type { Exhibits } from '../model/exhibits.ts';
import { exitCodes } from './exit-codes.ts';
import { inspectSummary } from './inspect-summary.ts';
import { progressLine } from './progress-line.ts';

export type InspectFlags = { readonly json?: true | undefined; readonly files?: true | undefined; readonly device?: string | undefined };

/** `iqs inspect FILE...`: what is in the evidence, with no judgement. */
export async function inspectCommand(paths: readonly string[], flags: InspectFlags, ready?: Worker): Promise<number> {
  const progress = progressLine(process.stderr);
  const named = distinctNames(paths);
  const inspected = await inspectEvidence(
    named.map((item) => ({ ...item, device: flags.device ?? null })),
    { onProgress: progress.show, files: flags.files === true, ready },
  );
  progress.clear();
  const exhibits = mergeExhibits(inspected.map((one) => one.exhibits));
  process.stdout.write(flags.json ? canonicalJson(exhibits) : inspectSummary(exhibits));
  return readInFull(exhibits) ? exitCodes.done : exitCodes.notAllRead;
}

/** Everything was read when nothing went wrong and no byte is left unread. */
export const readInFull = (exhibits: Exhibits): boolean => exhibits.problems.length === 0 && exhibits.coverage.unread === 0;

/** Evidence goes by its file name; two of the same name go by their paths. */
function distinctNames(paths: readonly string[]): readonly { readonly name: string; readonly path: string }[] {
  const bases = paths.map((path) => basename(resolve(path)) || path);
  return paths.map((path, index) => ({
    path,
    name: escapeName(bases.indexOf(bases[index] as string) === bases.lastIndexOf(bases[index] as string) ? (bases[index] as string) : path),
  }));
}
