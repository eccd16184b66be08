import { DecodeError } from '../foundation/decode-error.ts';
import type { FormatTools, Opened } from '../model/format.ts';
import type { Codec, Decompressed } from '../model/host.ts';

export type StreamFacts = {
  readonly codec: Codec;
  /** `/data` or the stored name. */
  readonly path: string;
  readonly detail: string;
  /** A malformed stream that gave less was something else (for formats whose header proves little). */
  readonly least: number;
};

/** Bytes that a trial reads and may give: enough to tell a stream from bytes that begin like one, little enough to fail for nothing. */
const trialBytes = 16_384;

/** Decodes a stream, after a trial on its beginning: most places that look like one are none, and must not cost what a real one costs. */
function decode(bytes: Uint8Array, codec: Codec, least: number, allowance: number): Decompressed {
  if (bytes.length <= trialBytes) return codec(bytes, allowance);
  const trial = codec(bytes.subarray(0, trialBytes), Math.min(trialBytes, allowance));
  const hopeless = (trial.end === 'malformed' && trial.output.length < Math.max(1, least)) || trial.end === 'unsupported';
  return hopeless ? trial : codec(bytes, allowance);
}

/**
 * Opens a container that is one compressed stream. It is decoded now, not at `read`, for its size is not known before; charged to the
 * budget as one entry and the bytes it gives. Throws the codec's code when nothing came out; keeps what came before a damage or a limit.
 */
export function openStream(bytes: Uint8Array, { codec, path, detail, least }: StreamFacts, { budget }: FormatTools): Opened {
  budget.spend('entries', 1);
  const { output, consumed, end } = decode(bytes, codec, least, budget.allowance);
  if (end !== 'complete' && (output.length === 0 || (end === 'malformed' && output.length < least))) {
    throw new DecodeError(end, `${detail}: nothing could be read`, consumed);
  }
  budget.claim(output.length);
  budget.spend('bytes', output.length);
  const rest = { mode: null, uid: null, gid: null, target: null };
  return {
    bytes: consumed,
    status: end === 'complete' ? 'unpacked' : end === 'limit' ? 'limit' : 'partial',
    detail,
    members: [{ path, type: 'file', ...rest, size: output.length, read: () => output }],
    troubles: end === 'complete' ? [] : [{ code: end, detail: `${output.length} bytes came out of ${consumed}` }],
  };
}
