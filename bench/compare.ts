import { spawnSync } from 'node:child_process';

/** A command to be timed: the program, its arguments, and where it runs. */
export type Timed = { readonly program: string; readonly args: readonly string[]; readonly cwd?: string; readonly before?: () => void };

export type Comparison = { readonly oursMs: number; readonly peerMs: number; readonly ratio: number; readonly rounds: number };

/** Whether a program is there to be compared with. */
export const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** Wall-clock milliseconds of one run, its output thrown away. */
export function timeOnce({ program, args, cwd, before }: Timed): number {
  before?.();
  const start = performance.now();
  const { error } = spawnSync(program, args, { cwd, stdio: 'ignore' });
  if (error) throw error;
  return performance.now() - start;
}

/** Runs both in turn, so that a noisy machine is noisy for both, and compares medians; `ratio` is the peer's time over ours. */
export function compare(ours: Timed, peer: Timed, rounds: number): Comparison {
  const times = Array.from({ length: rounds }, () => [timeOnce(ours), timeOnce(peer)] as const);
  const oursMs = median(times.map(([one]) => one));
  const peerMs = median(times.map(([, other]) => other));
  return { oursMs, peerMs, ratio: peerMs / oursMs, rounds };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
