import { constants, zstdDecompressSync } from 'node:zlib';
import type { Codec, Decompressed } from '../../model/host.ts';
import { unshared } from './unshared.ts';

type End = Decompressed['end'];
/** Where a frame ends (or what there is of it), by its block headers alone; `window` in bytes. */
type Extent = {
  readonly end: number;
  readonly state: 'whole' | 'truncated' | 'malformed';
  readonly skippable: boolean;
  readonly dictionary: boolean;
};

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
/** Each frame costs the platform a context: so many may follow each other in one input. */
const MOST_FRAMES = 65_536;

/** Zstandard (RFC 8878): all frames that follow each other, skippable ones passed over. Frames that name a dictionary are `unsupported`. */
export const zstd: Codec = (bytes, maxOut) => {
  const parts: Uint8Array[] = [];
  let produced = 0;
  let at = 0;
  for (let frames = 0; frames < MOST_FRAMES; frames++) {
    const extent = frameExtent(bytes, at);
    if (extent === undefined && frames === 0 && bytes.length < 4) return finish(parts, bytes.length, 'truncated');
    if (extent === undefined) return finish(parts, at, frames === 0 ? 'malformed' : 'complete');
    if (!extent.skippable) {
      if (extent.dictionary) return finish(parts, at, 'unsupported');
      const frame = frameContent(bytes.subarray(at, extent.end), maxOut - produced, extent.state);
      parts.push(frame.output);
      produced += frame.output.length;
      if (frame.end !== undefined) return finish(parts, extent.end, frame.end);
    } else if (extent.state !== 'whole') return finish(parts, extent.end, 'truncated');
    at = extent.end;
  }
  return finish(parts, at, 'unsupported');
};

function finish(parts: readonly Uint8Array[], consumed: number, end: End): Decompressed {
  return { output: parts.length === 1 ? (parts[0] as Uint8Array) : new Uint8Array(Buffer.concat(parts)), consumed, end };
}

/** RFC 8878, 3.1.1; undefined where no frame begins. */
function frameExtent(bytes: Uint8Array, start: number): Extent | undefined {
  if (start + 4 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(start, true);
  const truncated: Extent = { end: bytes.length, state: 'truncated', skippable: false, dictionary: false };
  if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
    const end = start + 8 <= bytes.length ? start + 8 + view.getUint32(start + 4, true) : Number.POSITIVE_INFINITY;
    return end > bytes.length ? { ...truncated, skippable: true } : { end, state: 'whole', skippable: true, dictionary: false };
  }
  if (magic !== MAGIC) return undefined;
  if (start + 5 > bytes.length) return truncated;
  const descriptor = bytes[start + 4] as number;
  const single = (descriptor >>> 5) & 1;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number;
  const sizeBytes = descriptor >>> 6 === 0 ? single : 1 << (descriptor >>> 6);
  if ((descriptor & 8) !== 0) return { ...truncated, end: start, state: 'malformed' };
  let at = start + 5 + (1 - single);
  if (at + dictionaryBytes + sizeBytes > bytes.length) return truncated;
  const dictionary = bytes.subarray(at, at + dictionaryBytes).some((byte) => byte !== 0);
  at += dictionaryBytes + sizeBytes;
  while (true) {
    if (at + 3 > bytes.length) return { ...truncated, dictionary };
    const header = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
    const type = (header >>> 1) & 3;
    if (type === 3) return { end: at, state: 'malformed', skippable: false, dictionary };
    at += 3 + (type === 1 ? 1 : header >>> 3);
    if (at > bytes.length) return { ...truncated, dictionary };
    if ((header & 1) !== 0) break;
  }
  at += (descriptor & 4) !== 0 ? 4 : 0;
  return at > bytes.length ? { ...truncated, dictionary } : { end: at, state: 'whole', skippable: false, dictionary };
}

/** One frame's bytes; `end` undefined when it is whole and good. */
function frameContent(
  frame: Uint8Array,
  maxOut: number,
  state: Extent['state'],
): { readonly output: Uint8Array; readonly end: End | undefined } {
  if (state === 'whole') {
    const { output, refusal } = attempt(frame, maxOut, false);
    if (refusal === undefined) return { output, end: undefined };
  }
  // What a damaged or too large frame holds is what its longest good beginning gives; each turn halves the doubt.
  let good = 0;
  let bad = frame.length;
  let best = attempt(frame, maxOut, true);
  if (best.refusal === undefined) return { output: best.output, end: state === 'whole' ? 'malformed' : state };
  let end = best.refusal;
  const grain = Math.max(16, frame.length >>> 12);
  while (bad - good > grain && best.output.length < maxOut) {
    const size = (good + bad) >>> 1;
    const tried = attempt(frame.subarray(0, size), maxOut, true);
    if (tried.refusal === undefined) good = size;
    else {
      bad = size;
      end = tried.refusal;
    }
    if (tried.output.length >= best.output.length) best = tried;
  }
  return { output: best.output, end };
}

/** RFC 8878, 3.1.1.2.4: no block gives more; so far may the output pass `maxOut` before it is cut. */
const BLOCK_BYTES = 2 ** 17;

type Attempt = { readonly output: Uint8Array; readonly refusal: 'malformed' | 'limit' | undefined };

/** The platform's decoder. `partly`: the frame may break off, and output that passes `maxOut` by a block is cut. */
function attempt(frame: Uint8Array, maxOut: number, partly: boolean): Attempt {
  const allowed = partly ? maxOut + BLOCK_BYTES : maxOut;
  const chunkSize = Math.max(1024, Math.min(frame.length * 4, allowed + 64, 2 ** 18));
  const finishFlush = partly ? { finishFlush: constants.ZSTD_e_flush } : {};
  try {
    const output = zstdDecompressSync(frame, { maxOutputLength: Math.max(1, allowed), chunkSize, ...finishFlush });
    const kept = unshared(output, Math.min(output.length, maxOut));
    return { output: kept, refusal: output.length > maxOut ? 'limit' : undefined };
  } catch (error) {
    const limit = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return { output: new Uint8Array(0), refusal: limit ? 'limit' : 'malformed' };
  }
}
