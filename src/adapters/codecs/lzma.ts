import type { Codec, Decompressed, LzmaParameters } from '../../model/host.ts';
import { LzmaDecoder, type LzmaEnd } from './lzma-decoder.ts';

const HEADER_BYTES = 13;

/**
 * LZMA-alone (`.lzma`): properties, dictionary size and an uncompressed size that may be all ones for unknown (LZMA specification, 2015).
 * A header that cannot be one is `malformed`.
 */
export const lzma: Codec = (bytes, maxOut) => {
  if (bytes.length < HEADER_BYTES) return { output: new Uint8Array(0), consumed: bytes.length, end: 'truncated' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const properties = bytes[0] as number;
  if (properties >= 9 * 5 * 5) return { output: new Uint8Array(0), consumed: 0, end: 'malformed' };
  const claimed = view.getBigUint64(5, true);
  const unknown = claimed === 0xffff_ffff_ffff_ffffn;
  const size = unknown || claimed > BigInt(maxOut) ? Number.POSITIVE_INFINITY : Number(claimed);
  const lc = properties % 9;
  const rest = Math.floor(properties / 9);
  const { output, consumed, end, flushed } = decode(bytes, HEADER_BYTES, { lc, lp: rest % 5, pb: Math.floor(rest / 5) }, size, maxOut);
  if (end === 'full' && output.length !== size) return { output, consumed, end: 'limit' };
  // Most things that only look like a header give some output; the flush is the one check this format has.
  if (end === 'full') return { output, consumed, end: flushed ? 'complete' : 'malformed' };
  // A stream of known size may not end before it.
  if (end === 'complete' && !unknown && output.length !== size) return { output, consumed, end: 'malformed' };
  return { output, consumed, end };
};

/**
 * A headerless stream. Its size stands elsewhere, so it is `complete` when it fills `maxOut` exactly or ends by a marker;
 * `limit` when a match would reach beyond.
 */
export function rawLzma(bytes: Uint8Array, parameters: LzmaParameters, maxOut: number): Decompressed {
  const { lc, lp, pb } = parameters;
  if (!inRange(lc, 8) || !inRange(lp, 4) || !inRange(pb, 4)) return { output: new Uint8Array(0), consumed: 0, end: 'malformed' };
  const { output, consumed, end } = decode(bytes, 0, parameters, maxOut, maxOut);
  return { output, consumed, end: end === 'full' ? 'complete' : end };
}

const inRange = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;

type Raw = {
  readonly output: Uint8Array;
  readonly consumed: number;
  readonly end: Decompressed['end'] | 'full';
  readonly flushed: boolean;
};

function decode(bytes: Uint8Array, at: number, p: { lc: number; lp: number; pb: number }, size: number, maxOut: number): Raw {
  const decoder = new LzmaDecoder(maxOut, p.lc + p.lp);
  decoder.configure(p.lc, p.lp, p.pb);
  decoder.position = at;
  const end = settled(decoder.run(bytes, bytes.length, size, true), decoder.length, Math.min(size, maxOut));
  const consumed = end === 'truncated' ? bytes.length : decoder.position;
  return { output: decoder.take(), consumed, end, flushed: decoder.flushed };
}

/** What follows the last byte is no matter of ours when all bytes are there: another thing may begin there. */
function settled(end: LzmaEnd, length: number, limit: number): Raw['end'] {
  if (end === 'marker') return 'complete';
  if (end === 'crossing' || end === 'exhausted') return 'limit';
  return length === limit || end === 'full' ? 'full' : end;
}
