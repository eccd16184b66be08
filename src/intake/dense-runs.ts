import { guessOpaque } from './guess-opaque.ts';

export type DenseRun = { readonly start: number; readonly end: number };

/** Bytes judged at a time: as few as tell compressed from code. */
const window = 4096;
/** Windows in a row that make a run: 64 KiB. Real kernels hold dense tables of up to 40 KiB (measured); what is worth hiding is larger. */
const least = 16;

/**
 * Stretches that are compressed or encrypted inside bytes that go by another name: a banner at its start does not make an encrypted blob a kernel.
 * Whole windows.
 */
export function denseRuns(bytes: Uint8Array): readonly DenseRun[] {
  const runs: DenseRun[] = [];
  let start = -1;
  for (let at = 0; at <= bytes.length; at += window) {
    const part = bytes.subarray(at, at + window);
    const dense =
      part.length === window && ['encrypted', 'compressed'].includes(guessOpaque(part).guess) && guessOpaque(part).entropy >= 7.9;
    if (dense && start < 0) start = at;
    if (dense || start < 0) continue;
    if (at - start >= least * window) runs.push({ start, end: at });
    start = -1;
  }
  return runs;
}
