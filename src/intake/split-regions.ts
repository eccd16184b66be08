/** A stretch of an image between containers: fill, or something. Offsets are in the image. */
export type Region = { readonly start: number; readonly end: number; readonly fill: boolean };

/** A run of one fill byte shorter than this belongs to what stands on both its sides: a region cannot be cut small to pass for nothing. */
const shortestFill = 4096;
/** A run of that length covers one of the places looked at, whatever its start. */
const stride = shortestFill / 2;

/** Splits `[start, end)` at runs of 0x00 or 0xff, and takes such runs off both ends; linear, and quick where there is no fill. */
export function splitRegions(bytes: Uint8Array, start: number, end: number): readonly Region[] {
  const regions: Region[] = [];
  let something = start;
  const take = (from: number, to: number): void => {
    if (from > something) regions.push({ start: something, end: from, fill: false });
    regions.push({ start: from, end: to, fill: true });
    something = to;
  };
  if (start < end && isFillByte(bytes, start)) take(start, fillEnd(bytes, start, end));
  const last = end > something && isFillByte(bytes, end - 1) ? fillStart(bytes, end - 1, something) : end;
  for (let at = something + stride; at < last; at += stride) {
    if (at < something || !isFillByte(bytes, at)) continue;
    const [from, to] = [fillStart(bytes, at, something), fillEnd(bytes, at, last)];
    if (to - from >= shortestFill) take(from, to);
  }
  if (last < end) take(last, end);
  if (end > something) regions.push({ start: something, end, fill: false });
  return regions;
}

const isFillByte = (bytes: Uint8Array, at: number): boolean => bytes[at] === 0 || bytes[at] === 0xff;

/** The end of the run of the byte that stands at `at`. */
function fillEnd(bytes: Uint8Array, at: number, end: number): number {
  const fill = bytes[at];
  let to = at + 1;
  while (to < end && bytes[to] === fill) to += 1;
  return to;
}

/** The start of the run of the byte that stands at `at`, not before `least`. */
function fillStart(bytes: Uint8Array, at: number, least: number): number {
  const fill = bytes[at];
  let from = at;
  while (from > least && bytes[from - 1] === fill) from -= 1;
  return from;
}

/** Whether everything from `start` on is one fill byte. */
export function isFill(bytes: Uint8Array, start: number, end: number): boolean {
  return start >= end || (isFillByte(bytes, start) && fillEnd(bytes, start, end) === end);
}
