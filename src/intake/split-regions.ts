/** A stretch of an image between containers: fill, or something. Offsets are in the image. */
export type Region = { readonly start: number; readonly end: number; readonly fill: boolean };

/** A run of one fill byte shorter than this belongs to what stands on both its sides: a region cannot be cut small to pass for nothing. */
const shortestFill = 4096;

/** Splits `[start, end)` at runs of 0x00 or 0xff, and takes such runs off both ends; linear. */
export function splitRegions(bytes: Uint8Array, start: number, end: number): readonly Region[] {
  const regions: Region[] = [];
  let something = start;
  for (let at = start; at < end; ) {
    const byte = bytes[at];
    if (byte !== 0 && byte !== 0xff) {
      at += 1;
      continue;
    }
    const run = fillEnd(bytes, at, end);
    if (run - at >= shortestFill || run === end || at === start) {
      if (at > something) regions.push({ start: something, end: at, fill: false });
      regions.push({ start: at, end: run, fill: true });
      something = run;
    }
    at = run;
  }
  if (end > something) regions.push({ start: something, end, fill: false });
  return regions;
}

/** The end of the run of the byte that stands at `at`. */
function fillEnd(bytes: Uint8Array, at: number, end: number): number {
  const fill = bytes[at];
  let to = at + 1;
  while (to < end && bytes[to] === fill) to += 1;
  return to;
}

/** Whether everything from `start` on is one fill byte. */
export function isFill(bytes: Uint8Array, start: number, end: number): boolean {
  if (start >= end) return true;
  return (bytes[start] === 0 || bytes[start] === 0xff) && fillEnd(bytes, start, end) === end;
}
