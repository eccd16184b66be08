import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { assessFolder } from '../adapters/assess-folder.ts';
import { packBundle } from '../adapters/bundle/pack-bundle.ts';
import { replayBundle } from '../adapters/bundle/replay-bundle.ts';
import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { UserError } from '../foundation/user-error.ts';
import type { CriterionSource, SchemeSource } from '../model/scheme-source.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { asOfDay } from './as-of-day.ts';
import { exitCodes } from './exit-codes.ts';
import { progressLine } from './progress-line.ts';
import { type ProverFlags, proverFlags } from './prover-flags.ts';

export type BundleFlags = ProverFlags & {
  readonly out?: string | undefined;
  readonly asOf?: string | undefined;
  readonly scheme?: string | undefined;
  readonly withEvidence?: true | undefined;
};

/** `iqs bundle DIR`: assesses a dossier and packs what somebody else needs to recompute the assessment. It is replayed before it is written. */
export async function bundleCommand(folder: string, flags: BundleFlags, ready?: Worker): Promise<number> {
  const out = flags.out ?? join('iqs-out', basename(resolve(folder)), 'bundle.tar');
  if (flags.out !== undefined && existsSync(out))
    throw new UserError('BUNDLE_OUT_EXISTS', 'it is there already', out, 'name another file, or move it away');
  const catalogue = await loadCatalogue();
  const scheme = chooseScheme(catalogue, flags.scheme);
  const chosen = catalogue.schemes.find(({ source }) => source.id === scheme.id) as Chosen;
  const progress = progressLine(process.stderr);
  const asOf = asOfDay(flags.asOf);
  const prove = proverFlags(flags, asOf);
  const { assessment, exhibits } = await assessFolder(folder, {
    scheme,
    tables: catalogue.tables,
    asOf,
    prove,
    onProgress: progress.show,
    ready,
  });
  progress.clear();
  const { endOfLifeText, tables } = catalogue;
  const { statementMappings } = tables;
  const bundle = packBundle(folder, {
    assessment,
    exhibits,
    ...chosen,
    endOfLifeText,
    statementMappings,
    withEvidence: flags.withEvidence === true,
  });
  const { replay } = replayBundle(bundle, catalogue);
  if (replay.result !== 'same')
    throw new UserError('INTERNAL', `the bundle replays otherwise at ${replay.differences[0]?.path}`, out, 'report it: a defect of ours');
  mkdirSync(dirname(out), { recursive: true });
  // Whatever stands there is replaced, never followed.
  if (flags.out === undefined) rmSync(out, { force: true });
  writeFileSync(out, bundle, { flag: 'wx' });
  const digest = createHash('sha256').update(bundle).digest('hex');
  process.stdout.write(
    `${safeText(out)}\n  ${bundle.length} bytes, sha256 ${digest}\n  anybody recomputes it: iqs replay ${safeText(out)}\n`,
  );
  return exhibits.every((one) => one.coverage.unread === 0 && one.problems.length === 0) ? exitCodes.done : exitCodes.notAllRead;
}

type Chosen = { readonly source: SchemeSource; readonly criteria: readonly CriterionSource[] };
