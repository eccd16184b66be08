/** A stretch of an image between containers: fill, or something. Offsets are in the image. */
export type Region = { readonly start: number; readonly end: number; readonly fill: boolean };

/** A run of one fill byte shorter than this is part of what stands around it. */
const shortestFill = 256;

/** Splits `[start, end)` at runs of 0x00 or 0xff; linear. */
export function splitRegions(bytes: Uint8Array, start: number, end: number): readonly Region[] {
  const regions: Region[] = [];
  let something = start;
  let at = start;
  while (at < end) {
    const run = fillEnd(bytes, at, end);
    if (run - at >= shortestFill || (run === end && run > at && something === at)) {
      if (at > something) regions.push({ start: something, end: at, fill: false });
      regions.push({ start: at, end: run, fill: true });
      something = run;
    }
    at = Math.max(run, at + 1);
  }
  if (end > something) regions.push({ start: something, end, fill: false });
  return regions;
}

/** The end of the run of one fill byte that begins at `at`; `at` itself when none does. */
function fillEnd(bytes: Uint8Array, at: number, end: number): number {
  const fill = bytes[at];
  if (fill !== 0 && fill !== 0xff) return at;
  let to = at + 1;
  while (to < end && bytes[to] === fill) to += 1;
  return to;
}

/** Whether everything from `start` on is fill. */
export function isFill(bytes: Uint8Array, start: number, end: number): boolean {
  return start >= end || fillEnd(bytes, start, end) === end;
}
