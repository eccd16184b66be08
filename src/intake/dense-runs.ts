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
    const dense = part.length === window && isVaried(part) && isDense(part);
    if (dense && start < 0) start = at;
    if (dense || start < 0) continue;
    if (at - start >= least * window) runs.push({ start, end: at });
    start = -1;
  }
  return runs;
}

function isDense(part: Uint8Array): boolean {
  const { guess, entropy } = guessOpaque(part);
  return (guess === 'encrypted' || guess === 'compressed') && entropy >= 7.9;
}

/** A quick look at the first bytes: dense ones have some 220 different values among 512, code has half as many. */
function isVaried(part: Uint8Array): boolean {
  const seen = new Uint8Array(256);
  let values = 0;
  for (let at = 0; at < 512; at += 1) {
    const byte = part[at] as number;
    values += 1 - (seen[byte] as number);
    seen[byte] = 1;
  }
  return values >= 180;
}
