import type { OutputBuffer } from './output-buffer.ts';

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST_CODE = 15;

type End = 'complete' | 'truncated' | 'malformed' | 'limit';
/** Symbol × 16 + length by the next bits as they stand in the stream; 0 for no such code. */
type PrefixCode = { readonly table: Uint16Array; readonly bits: number };

/**
 * Raw deflate (RFC 1951), keeping what was decoded before a damage, which node:zlib does not. For damaged streams only: it is
 * several times slower than the platform's.
 */
export function decodeDeflate(bytes: Uint8Array, start: number, output: OutputBuffer): { readonly position: number; readonly end: End } {
  const bits = new Bits(bytes, start);
  while (true) {
    const last = bits.read(1);
    const type = bits.read(2);
    if (bits.exhausted) return { position: bytes.length, end: 'truncated' };
    const end =
      type === 0 ? stored(bits, output) : type === 1 ? coded(bits, output, fixedCodes()) : type === 2 ? dynamic(bits, output) : 'malformed';
    if (end !== undefined) return { position: end === 'truncated' ? bytes.length : bits.position, end };
    if (last === 1) return { position: bits.position, end: 'complete' };
  }
}

/** Bits, least significant first. Behind the end there are zeros, and `exhausted` says so. */
class Bits {
  readonly bytes: Uint8Array;
  next: number;
  window = 0;
  held = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.next = at;
  }

  peek(count: number): number {
    while (this.held < count) {
      this.window |= (this.next < this.bytes.length ? (this.bytes[this.next] as number) : 0) << this.held;
      this.next++;
      this.held += 8;
    }
    return this.window & ((1 << count) - 1);
  }

  drop(count: number): void {
    this.window >>>= count;
    this.held -= count;
  }

  /** At most 16 bits. */
  read(count: number): number {
    const value = this.peek(count);
    this.drop(count);
    return value;
  }

  /** The next symbol; -1 where the bits are no code. */
  symbol(code: PrefixCode): number {
    const entry = code.table[this.peek(code.bits)] as number;
    if (entry === 0) return -1;
    this.drop(entry & 15);
    return entry >>> 4;
  }

  /** The first byte none of whose bits is used. */
  get position(): number {
    return this.next - (this.held >>> 3);
  }

  get exhausted(): boolean {
    return this.position > this.bytes.length;
  }
}

function stored(bits: Bits, output: OutputBuffer): End | undefined {
  bits.drop(bits.held & 7);
  const size = bits.read(16);
  const inverse = bits.read(16);
  if (bits.exhausted) return 'truncated';
  if (size !== (~inverse & 0xffff)) return 'malformed';
  const at = bits.position;
  const there = bits.bytes.subarray(at, at + size);
  bits.next = at + there.length;
  bits.window = 0;
  bits.held = 0;
  if (!output.append(there)) return 'limit';
  return there.length < size ? 'truncated' : undefined;
}

/** RFC 1951, 3.2.7. */
function dynamic(bits: Bits, output: OutputBuffer): End | undefined {
  const literals = bits.read(5) + 257;
  const distances = bits.read(5) + 1;
  const count = bits.read(4) + 4;
  const order = new Uint8Array(19);
  for (let i = 0; i < count; i++) order[CODE_LENGTH_ORDER[i] as number] = bits.read(3);
  const lengthCode = prefixCode(order);
  if (lengthCode === undefined) return bits.exhausted ? 'truncated' : 'malformed';
  const lengths = new Uint8Array(literals + distances);
  for (let i = 0; i < lengths.length; ) {
    const symbol = bits.symbol(lengthCode);
    if (symbol < 0) return bits.exhausted ? 'truncated' : 'malformed';
    if (symbol < 16) {
      lengths[i++] = symbol;
      continue;
    }
    if (symbol === 16 && i === 0) return 'malformed';
    const value = symbol === 16 ? (lengths[i - 1] as number) : 0;
    const repeat = symbol === 16 ? 3 + bits.read(2) : symbol === 17 ? 3 + bits.read(3) : 11 + bits.read(7);
    if (i + repeat > lengths.length) return bits.exhausted ? 'truncated' : 'malformed';
    lengths.fill(value, i, i + repeat);
    i += repeat;
  }
  if (bits.exhausted) return 'truncated';
  const literal = prefixCode(lengths.subarray(0, literals));
  const distance = prefixCode(lengths.subarray(literals));
  return literal === undefined || distance === undefined ? 'malformed' : coded(bits, output, { literal, distance });
}

function coded(bits: Bits, output: OutputBuffer, codes: { literal: PrefixCode; distance: PrefixCode }): End | undefined {
  while (true) {
    const symbol = bits.symbol(codes.literal);
    if (bits.exhausted) return 'truncated';
    if (symbol === 256) return undefined;
    if (symbol < 0 || symbol > 285) return 'malformed';
    if (symbol < 256) {
      if (output.room === 0) return 'limit';
      if (output.length === output.bytes.length) output.reserve(1);
      output.bytes[output.length++] = symbol;
      continue;
    }
    const length = (LENGTH_BASE[symbol - 257] as number) + bits.read(LENGTH_EXTRA[symbol - 257] as number);
    const slot = bits.symbol(codes.distance);
    const extra = slot < 4 ? 0 : (slot >>> 1) - 1;
    const distance = slot < 4 ? slot + 1 : ((2 | (slot & 1)) << extra) + 1 + bits.read(extra & 15);
    if (bits.exhausted) return 'truncated';
    if (slot < 0 || slot > 29 || distance > output.length || distance > 32768) return 'malformed';
    if (!output.repeat(distance, length)) return 'limit';
  }
}

let fixed: { literal: PrefixCode; distance: PrefixCode } | undefined;

/** RFC 1951, 3.2.6. */
function fixedCodes(): { literal: PrefixCode; distance: PrefixCode } {
  if (fixed !== undefined) return fixed;
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288);
  fixed = { literal: prefixCode(lengths) as PrefixCode, distance: prefixCode(new Uint8Array(32).fill(5)) as PrefixCode };
  return fixed;
}

/** RFC 1951, 3.2.2; undefined for an over-full set. An incomplete one is let be: its missing codes are `malformed` where met. */
function prefixCode(lengths: Uint8Array): PrefixCode | undefined {
  const counts = new Uint16Array(LONGEST_CODE + 1);
  let bits = 1;
  for (const length of lengths) {
    if (length === 0) continue;
    counts[length] = (counts[length] as number) + 1;
    bits = Math.max(bits, length);
  }
  const nextCode = new Uint32Array(LONGEST_CODE + 2);
  let code = 0;
  for (let length = 1; length <= bits; length++) {
    nextCode[length] = code;
    code += counts[length] as number;
    if (code > 1 << length) return undefined;
    code <<= 1;
  }
  const table = new Uint16Array(1 << bits);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const own = nextCode[length] as number;
    nextCode[length] = own + 1;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++) reversed |= ((own >>> bit) & 1) << (length - 1 - bit);
    for (let at = reversed; at < table.length; at += 1 << length) table[at] = (symbol << 4) | length;
  }
  return { table, bits };
}
