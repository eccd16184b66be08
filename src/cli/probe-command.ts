import { existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadCatalogue } from '../adapters/catalogue/load-catalogue.ts';
import { loadDossier } from '../adapters/dossier/load-dossier.ts';
import { chooseTargets } from '../adapters/endpoint/choose-targets.ts';
import { describeRun } from '../adapters/endpoint/describe-run.ts';
import { chooseLogins } from '../adapters/endpoint/known-logins.ts';
import { type RunOptions, runProbe, usualPatience } from '../adapters/endpoint/run-probe.ts';
import type { ScanDocument } from '../adapters/endpoint/scan-document.ts';
import type { Door, Target } from '../adapters/endpoint/target.ts';
import { scanTls } from '../adapters/endpoint/tls/scan-tls.ts';
import { tlsScanBy } from '../adapters/endpoint/tls-scan-by.ts';
import { UserError } from '../foundation/user-error.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { probeSummary } from './probe-summary.ts';
import { progressLine } from './progress-line.ts';

export type ProbeFlags = {
  readonly endpoint?: readonly string[] | undefined;
  readonly ports?: string | undefined;
  readonly logins?: string | true | undefined;
  readonly guessing: string;
  readonly rate: string;
  readonly confirm?: string | undefined;
  readonly yesIMay?: true | undefined;
  readonly out?: string | undefined;
  readonly json?: true | undefined;
};

/** Between two logins. */
const pauseMs = 1000;

/** `iqs probe DIR`: asks what the dossier's endpoints offer, after saying what will be sent and having it confirmed. */
export async function probeCommand(folder: string, flags: ProbeFlags): Promise<number> {
  const { dossier } = loadDossier(folder);
  const out = flags.out ?? join(folder, 'scan.json');
  // Evidence is not overwritten.
  if (existsSync(out))
    throw new UserError('PROBE_OUT_EXISTS', 'there is such a file already', out, 'give another one with --out, or move it away');
  const options = await optionsFrom(flags);
  const targets = await chooseTargets(dossier, { endpoints: flags.endpoint ?? [], ports: portsFlag(flags.ports) });
  process.stderr.write(`${describeRun(targets, options).map(safeText).join('\n')}\n\n`);
  await confirm(targets, flags);
  const progress = progressLine(process.stderr);
  let step = 0;
  const steps = targets.reduce((sum, { doors }) => sum + doors.length, 0) * 2;
  const onProgress = (words: string): void => progress.show(words, Math.min((step += 1), steps), steps);
  const scan = await runProbe(targets, { ...options, onProgress });
  progress.clear();
  const text = `${JSON.stringify(scan, undefined, 2)}\n`;
  writeFileSync(out, text, { flag: 'wx' });
  process.stdout.write(flags.json ? text : probeSummary(scan));
  process.stderr.write(nextStep(folder, out, scan));
  return scan.problems.length === 0 ? exitCodes.done : exitCodes.notAllRead;
}

async function optionsFrom(flags: ProbeFlags): Promise<Omit<RunOptions, 'onProgress'>> {
  const { logins: list } = flags;
  if (list !== undefined && list !== true && list !== 'all' && list !== 'mirai') {
    throw new UserError('USAGE', 'no such list of logins', `--logins ${list}`, 'give all or mirai');
  }
  return {
    rate: numberFlag('--rate', flags.rate, 1, 1000),
    guessing: numberFlag('--guessing', flags.guessing, 0, 1000),
    logins: list === undefined ? [] : chooseLogins((await loadCatalogue()).tables.knownLogins, list === 'mirai' ? 'mirai' : 'all'),
    pauseMs,
    patience: usualPatience,
    tls: tlsScanBy(scanTls, usualPatience.answerMs),
  };
}

/**
 * On a terminal a person answers; elsewhere `--yes-i-may` and `--confirm` with every target's host do, so that a script which was written for one
 * dossier does not probe what another one names. Refuses with `PROBE_NOT_CONFIRMED`; until then nothing was sent.
 */
async function confirm(targets: readonly Target[], flags: ProbeFlags): Promise<void> {
  const hosts = targets.map(({ host }) => host);
  if (flags.confirm !== undefined || flags.yesIMay || !process.stdin.isTTY || !process.stderr.isTTY) {
    const named = (flags.confirm ?? '').split(',').map((name) => name.trim().toLowerCase());
    if (flags.yesIMay && hosts.every((host) => named.includes(host.toLowerCase()))) return;
    throw notConfirmed(`if you may probe them: --yes-i-may --confirm ${hosts.join(',')}`);
  }
  const { confirm: ask, isCancel } = await import('@clack/prompts');
  const answer = await ask({
    message: 'May you do this to these targets, and shall it be done now?',
    initialValue: false,
    output: process.stderr,
  });
  if (isCancel(answer) || !answer) throw notConfirmed('run it again when you may');
}

const notConfirmed = (mend: string): UserError =>
  new UserError('PROBE_NOT_CONFIRMED', 'not confirmed, nothing was sent', 'iqs probe', mend);

function numberFlag(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : -1;
  if (value >= least && value <= most) return value;
  throw new UserError('USAGE', 'no such number', `${name} ${text}`, `give ${least} to ${most}`);
}

/** `22,80,8000-8010,udp:161`. */
function portsFlag(text: string | undefined): readonly Omit<Door, 'trust'>[] {
  if (text === undefined) return [];
  return text.split(',').flatMap((item) => {
    const [, udp, first = '', last = first] = /^(udp:)?(\d{1,5})(?:-(\d{1,5}))?$/.exec(item.trim()) ?? [];
    const [low, high] = [Number(first), Number(last)];
    if (first === '' || low < 1 || high > 65_535 || low > high)
      throw new UserError('USAGE', 'no such ports', `--ports ${item}`, 'write them as 22,80,8000-8010,udp:161');
    return Array.from({ length: high - low + 1 }, (_, index) => ({
      transport: udp ? ('udp' as const) : ('tcp' as const),
      port: low + index,
    }));
  });
}

/** How the scan becomes evidence: a line for product.yaml, or where to copy the file to first. */
function nextStep(folder: string, out: string, { finished }: ScanDocument): string {
  const file = relative(folder, out);
  const line = `  - { file: ${file}, is: scan, origin: "iqs probe, ${finished.slice(0, 10)}" }\n`;
  const where = file.startsWith('..')
    ? `${safeText(out)} is written. Copy it into ${safeText(folder)} and list it`
    : `${safeText(out)} is written. List it`;
  return `\n${where} in product.yaml under evidence:\n${safeText(line.trimEnd())}\n`;
}
