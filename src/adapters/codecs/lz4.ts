import { xxh32 } from '../../foundation/xxh32.ts';
import type { Codec, Decompressed } from '../../model/host.ts';
import { OutputBuffer } from './output-buffer.ts';

type End = Decompressed['end'];
type Step = { readonly position: number; readonly end?: End };

const FRAME = 0x184d2204;
const LEGACY = 0x184c2102;
const SKIPPABLE = 0x184d2a50;
const LEGACY_BLOCK_BYTES = 8 * 2 ** 20;

/** A bare LZ4 block that is the whole input (LZ4 Block Format Description). Back references reach into the output only. */
export const lz4Block: Codec = (bytes, maxOut) => {
  const output = new OutputBuffer(maxOut, bytes.length * 3);
  const end = block(bytes, output, 0);
  return { output: output.take(), consumed: bytes.length, end: end ?? 'complete' };
};

/** LZ4 frames, legacy frames and skippable ones, as many as follow each other (LZ4 Frame Format 1.6.3), checksums verified. */
export const lz4: Codec = (bytes, maxOut) => {
  const output = new OutputBuffer(maxOut, bytes.length * 3);
  let at = 0;
  for (let frames = 0; ; frames++) {
    const magic = at + 4 <= bytes.length ? u32(bytes, at) : 0;
    const step =
      magic === FRAME
        ? frame(bytes, at + 4, output)
        : magic === LEGACY
          ? legacyFrame(bytes, at + 4, output)
          : (magic & 0xfffffff0) >>> 0 === SKIPPABLE
            ? skipped(bytes, at)
            : undefined;
    if (step === undefined) {
      const end = frames > 0 ? 'complete' : bytes.length < 4 ? 'truncated' : 'malformed';
      return { output: output.take(), consumed: end === 'truncated' ? bytes.length : at, end };
    }
    at = step.position;
    if (step.end !== undefined) {
      return { output: output.take(), consumed: step.end === 'truncated' ? bytes.length : at, end: step.end };
    }
  }
};

const u32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24)) >>> 0;

function skipped(bytes: Uint8Array, at: number): Step {
  const end = at + 8 <= bytes.length ? at + 8 + u32(bytes, at + 4) : Number.POSITIVE_INFINITY;
  return end <= bytes.length ? { position: end } : { position: bytes.length, end: 'truncated' };
}

function frame(bytes: Uint8Array, at: number, output: OutputBuffer): Step {
  const flags = bytes[at] as number;
  const header = 2 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0);
  if (at + header >= bytes.length) return { position: at, end: 'truncated' };
  if (flags >>> 6 !== 1 || ((xxh32(bytes.subarray(at, at + header)) >>> 8) & 0xff) !== bytes[at + header])
    return { position: at, end: 'malformed' };
  if ((flags & 1) !== 0) return { position: at, end: 'unsupported' };
  const start = output.length;
  const independent = (flags & 0x20) !== 0;
  const most = 1 << (8 + 2 * (((bytes[at + 1] as number) >>> 4) & 7));
  let position = at + header + 1;
  while (true) {
    if (position + 4 > bytes.length) return { position, end: 'truncated' };
    const word = u32(bytes, position);
    position += 4;
    if (word === 0) break;
    const size = word & 0x7fffffff;
    if (size > most) return { position, end: 'malformed' };
    const data = bytes.subarray(position, position + size);
    const floor = independent ? output.length : start;
    const end = word >>> 31 === 1 ? (output.append(data) ? undefined : 'limit') : block(data, output, floor);
    if (data.length < size && end !== 'limit') return { position, end: 'truncated' };
    if (end !== undefined) return { position, end: end === 'truncated' ? 'malformed' : end };
    position += size;
    if ((flags & 0x10) === 0) continue;
    if (position + 4 > bytes.length) return { position, end: 'truncated' };
    if (u32(bytes, position) !== xxh32(data)) return { position, end: 'malformed' };
    position += 4;
  }
  if ((flags & 4) === 0) return { position };
  if (position + 4 > bytes.length) return { position, end: 'truncated' };
  if (u32(bytes, position) !== xxh32(output.bytes.subarray(start, output.length))) return { position, end: 'malformed' };
  return { position: position + 4 };
}

/**
 * Blocks of 8 MiB without an end mark: a block that gives less is the last. A length that can be none, another frame's magic or a damage
 * in a block after the first ends it too, for anything may follow.
 */
function legacyFrame(bytes: Uint8Array, at: number, output: OutputBuffer): Step {
  let position = at;
  while (position + 4 <= bytes.length) {
    const size = u32(bytes, position);
    if (size === 0 || size > LEGACY_BLOCK_BYTES + LEGACY_BLOCK_BYTES / 255 + 16) break;
    const start = output.length;
    const data = bytes.subarray(position + 4, position + 4 + size);
    const end = block(data, output, start, LEGACY_BLOCK_BYTES);
    if (data.length < size && end !== 'limit') return { position, end: 'truncated' };
    if (end !== undefined) return { position, end: end === 'truncated' ? 'malformed' : end };
    position += 4 + size;
    if (output.length - start < LEGACY_BLOCK_BYTES) return { position };
  }
  return position === at ? { position, end: at + 4 > bytes.length ? 'truncated' : 'malformed' } : { position };
}

/** Sequences of literals and matches; undefined when the block ends well. `floor`: how far back in the output a match may reach. */
function block(bytes: Uint8Array, output: OutputBuffer, floor: number, most = Number.POSITIVE_INFINITY): End | undefined {
  const ceiling = output.length + most;
  let at = 0;
  while (at < bytes.length) {
    const token = bytes[at++] as number;
    let literals = token >>> 4;
    if (literals === 15) {
      let more = 255;
      while (more === 255 && at < bytes.length) literals += more = bytes[at++] as number;
    }
    const there = Math.min(literals, bytes.length - at);
    if (!output.copy(bytes, at, there)) return 'limit';
    if (there < literals) return 'truncated';
    at += literals;
    // The last sequence has no match.
    if (at === bytes.length) return output.length > ceiling ? 'malformed' : undefined;
    if (at + 2 > bytes.length) return 'truncated';
    const distance = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    at += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      let more = 255;
      while (more === 255 && at < bytes.length) length += more = bytes[at++] as number;
    }
    if (distance === 0 || distance > output.length - floor || output.length + length > ceiling) return 'malformed';
    if (!output.repeat(distance, length)) return 'limit';
  }
  return 'truncated';
}
