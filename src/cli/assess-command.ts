import { basename, join, resolve } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { assessFolder } from '../adapters/assess-folder.ts';
import { chooseMessages } from '../adapters/catalogue/choose-messages.ts';
import { chooseScheme } from '../adapters/catalogue/choose-scheme.ts';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { writeOutputs } from '../adapters/write-outputs.ts';
import { UserError } from '../foundation/user-error.ts';
import type { Assessment } from '../model/assessment.ts';
import { type Letter, letters, rank } from '../model/letter.ts';
import { probes } from '../probes/probes.generated.ts';
import { assessmentJson } from '../reports/assessment-json.ts';
import { terminalReport } from '../reports/terminal/terminal-report.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { asOfDay } from './as-of-day.ts';
import { exitCodes } from './exit-codes.ts';
import { progressLine } from './progress-line.ts';
import { type ProverFlags, proverFlags } from './prover-flags.ts';
import { terminalStyle } from './terminal-style.ts';

export type AssessFlags = ProverFlags & {
  readonly out?: string | undefined;
  readonly asOf?: string | undefined;
  readonly scheme?: string | undefined;
  readonly lang: string;
  readonly json?: true | undefined;
  readonly require?: string | undefined;
};

/** `iqs assess DIR`: from a dossier to a letter, a report and a label. */
export async function assessCommand(folder: string, flags: AssessFlags, ready?: Worker): Promise<number> {
  const required = flags.require === undefined ? undefined : letterFlag(flags.require);
  const catalogue = await loadCatalogue();
  const messages = chooseMessages(catalogue, flags.lang);
  const scheme = chooseScheme(catalogue, flags.scheme);
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
  const out = flags.out ?? join('iqs-out', basename(resolve(folder)));
  const questions = Object.fromEntries(probes.map((probe) => [probe.id, probe.title]));
  const languages = catalogue.messages.map((one) => chooseMessages(catalogue, one.language));
  const written = await writeOutputs(out, { assessment, exhibits, scheme, questions, messages, languages });
  if (flags.json) process.stdout.write(assessmentJson(assessment));
  else process.stdout.write(report(assessment, { scheme, questions, messages, written }));
  if (required !== undefined && !reaches(assessment, required)) return exitCodes.belowRequired;
  return exhibits.every((one) => one.coverage.unread === 0 && one.problems.length === 0) ? exitCodes.done : exitCodes.notAllRead;
}

type Shown = {
  readonly scheme: Parameters<typeof terminalReport>[0]['scheme'];
  readonly questions: Readonly<Record<string, string>>;
  readonly messages: ReturnType<typeof chooseMessages>;
  readonly written: readonly string[];
};

function report(assessment: Assessment, { scheme, questions, messages, written }: Shown): string {
  const text = terminalReport({ assessment, scheme, questions }, messages, {
    style: terminalStyle(process.stdout),
    width: Math.min(process.stdout.columns ?? 100, 110),
  });
  return `${text}\n${written.map((path) => `  ${safeText(path)}\n`).join('')}`;
}

/** The product's letter, or in a pre-release the device parts', must be at least the one required. */
function reaches(assessment: Assessment, required: Letter): boolean {
  const reached = assessment.grade.letter ?? assessment.specimen?.letter ?? null;
  return reached !== null && rank(reached) >= rank(required);
}

function letterFlag(text: string): Letter {
  const letter = letters.find((one) => one === text.toUpperCase());
  if (!letter) throw new UserError('USAGE', 'no such letter', `--require ${text}`, 'give one of A to G');
  return letter;
}
