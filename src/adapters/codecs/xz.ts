import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Codec, Decompressed } from '../../model/host.ts';
import { branchFilters, type Filter } from './branch-filters.ts';
import { crc64 } from './crc64.ts';
import { LzmaDecoder } from './lzma-decoder.ts';
import { lzma2 } from './lzma2.ts';

type End = Decompressed['end'];
/** A step's outcome: where the next thing stands, or why there is none. */
type Step = { readonly position: number; readonly end?: End };

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
const LZMA2 = 0x21;
/** LZMA2 holds lc + lp to this. */
const LITERAL_BITS = 4;
/** Empty streams cost work and produce nothing: so many may follow each other in one file. */
const MOST_STREAMS = 65_536;

/**
 * The .xz container (The .xz File Format 1.1.0): blocks of LZMA2 behind branch and delta filters, checks verified, concatenated
 * streams and stream padding. Padding at the end counts as consumed only before another stream. RISC-V filters are `unsupported`.
 */
export const xz: Codec = (bytes, maxOut) => {
  const output = new LzmaDecoder(maxOut, LITERAL_BITS);
  let position = 0;
  for (let streams = 0; streams < MOST_STREAMS; streams++) {
    const step = stream(bytes, position, output);
    position = step.position;
    if (step.end === 'truncated') return { output: output.take(), consumed: bytes.length, end: step.end };
    if (step.end !== undefined) return { output: output.take(), consumed: Math.min(position, bytes.length), end: step.end };
    let next = position;
    while (bytes[next] === 0 && next + 4 <= bytes.length && isZero(bytes, next)) next += 4;
    if (!MAGIC.every((byte, i) => bytes[next + i] === byte)) return { output: output.take(), consumed: position, end: 'complete' };
    position = next;
  }
  return { output: output.take(), consumed: position, end: 'unsupported' };
};

const isZero = (bytes: Uint8Array, at: number): boolean =>
  ((bytes[at + 1] as number) | (bytes[at + 2] as number) | (bytes[at + 3] as number)) === 0;
const u32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24)) >>> 0;

/** One stream: header (2.1.1), blocks, index (4), footer (2.1.2). */
function stream(bytes: Uint8Array, at: number, output: LzmaDecoder): Step {
  if (at + 12 > bytes.length) return { position: bytes.length, end: 'truncated' };
  if (!MAGIC.every((byte, i) => bytes[at + i] === byte) || u32(bytes, at + 8) !== crc32(bytes.subarray(at + 6, at + 8))) {
    return { position: at, end: 'malformed' };
  }
  const check = bytes[at + 7] as number;
  if (bytes[at + 6] !== 0 || check > 15) return { position: at, end: 'unsupported' };
  let position = at + 12;
  while (bytes[position] !== 0) {
    const step = block(bytes, position, check, output);
    if (step.end !== undefined) return step;
    position = step.position;
  }
  return indexAndFooter(bytes, position, check);
}

/** The index repeats the blocks' sizes; its own CRC and the footer's are what we hold it to. */
function indexAndFooter(bytes: Uint8Array, at: number, check: number): Step {
  const truncated: Step = { position: bytes.length, end: 'truncated' };
  const malformed: Step = { position: at, end: 'malformed' };
  const records = variable(bytes, at + 1);
  if (records === undefined) return at + 10 > bytes.length ? truncated : malformed;
  let position = records.position;
  for (let i = 0; i < records.value * 2; i++) {
    const number = variable(bytes, position);
    if (number === undefined) return position + 9 > bytes.length ? truncated : malformed;
    position = number.position;
  }
  while ((position - at) % 4 !== 0) if (bytes[position++]) return malformed;
  if (position + 16 > bytes.length) return truncated;
  if (u32(bytes, position) !== crc32(bytes.subarray(at, position))) return malformed;
  const footer = position + 4;
  const sound =
    u32(bytes, footer) === crc32(bytes.subarray(footer + 4, footer + 10)) &&
    (u32(bytes, footer + 4) + 1) * 4 === footer - at &&
    bytes[footer + 9] === check &&
    bytes[footer + 10] === 0x59 &&
    bytes[footer + 11] === 0x5a;
  return sound ? { position: footer + 12 } : malformed;
}

type BlockHeader = { readonly end: number; readonly filters: readonly { readonly undo: Filter; readonly property: Uint8Array }[] };

function block(bytes: Uint8Array, at: number, check: number, output: LzmaDecoder): Step {
  const header = blockHeader(bytes, at);
  if ('failed' in header) return { position: header.failed === 'truncated' ? bytes.length : at, end: header.failed };
  const start = output.length;
  const data = lzma2(bytes, header.end, output);
  let position = data.position;
  for (const { undo, property } of [...header.filters].reverse()) {
    if (!undo(output.view(start), property)) return { position, end: 'unsupported' };
  }
  if (data.end !== 'complete') return { position, end: data.end };
  while ((position - header.end) % 4 !== 0) if (bytes[position++]) return { position, end: 'malformed' };
  const size = checkBytes(check);
  if (position + size > bytes.length) return { position: bytes.length, end: 'truncated' };
  if (!checkAgrees(bytes.subarray(position, position + size), check, output.view(start))) {
    return { position, end: 'malformed' };
  }
  return { position: position + size };
}

/** 3.1: sizes are optional and not needed here, for LZMA2 ends by itself. */
function blockHeader(bytes: Uint8Array, at: number): BlockHeader | { readonly failed: End } {
  if (at >= bytes.length) return { failed: 'truncated' };
  const end = at + ((bytes[at] as number) + 1) * 4;
  if (end > bytes.length) return { failed: 'truncated' };
  if (u32(bytes, end - 4) !== crc32(bytes.subarray(at, end - 4))) return { failed: 'malformed' };
  const header = bytes.subarray(0, end - 4);
  const flags = header[at + 1] as number;
  if ((flags & 0x3c) !== 0) return { failed: 'unsupported' };
  let position = at + 2;
  for (const flag of [0x40, 0x80]) {
    if ((flags & flag) === 0) continue;
    const size = variable(header, position);
    if (size === undefined) return { failed: 'malformed' };
    position = size.position;
  }
  const filters: { undo: Filter; property: Uint8Array }[] = [];
  for (let left = flags & 3; left >= 0; left--) {
    const id = variable(header, position);
    const size = id && variable(header, id.position);
    if (id === undefined || size === undefined || size.position + size.value > header.length) return { failed: 'malformed' };
    position = size.position + size.value;
    const undo = branchFilters.get(id.value);
    if (left === 0) return id.value === LZMA2 ? { end, filters } : { failed: 'unsupported' };
    if (undo === undefined) return { failed: 'unsupported' };
    filters.push({ undo, property: header.subarray(size.position, position) });
  }
  return { failed: 'malformed' };
}

/** A number in groups of seven bits (1.2); undefined beyond 2^53 or the end. */
function variable(bytes: Uint8Array, at: number): { readonly value: number; readonly position: number } | undefined {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return value > Number.MAX_SAFE_INTEGER ? undefined : { value, position: at + i + 1 };
  }
  return undefined;
}

/** 2.1.1.2: sizes by check id; ids other than none, CRC-32, CRC-64 and SHA-256 are reserved and skipped. */
const checkBytes = (check: number): number => (check === 0 ? 0 : 4 << Math.floor((check - 1) / 3));

function checkAgrees(stored: Uint8Array, check: number, data: Uint8Array): boolean {
  if (check === 1) return u32(stored, 0) === crc32(data);
  if (check === 4) return new DataView(stored.buffer, stored.byteOffset, 8).getBigUint64(0, true) === crc64(data);
  if (check === 10) return Buffer.from(stored).equals(hash('sha256', data, 'buffer'));
  return true;
}
