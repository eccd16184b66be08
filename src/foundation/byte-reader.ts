import { DecodeError } from './decode-error.ts';

export type Endianness = 'little' | 'big';

/**
 * Bounded random access to hostile bytes. Every read checks its range first and throws `DecodeError('truncated')`
 * beyond the end; nothing is allocated by a length found in the data (`slice` is a view).
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly little: boolean;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, endianness: Endianness = 'little') {
    this.bytes = bytes;
    this.little = endianness === 'little';
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  /** Whether `size` bytes stand at `at`. */
  has(at: number, size: number): boolean {
    return at >= 0 && size >= 0 && at + size <= this.bytes.length;
  }

  #check(at: number, size: number): void {
    if (!this.has(at, size)) throw new DecodeError('truncated', `${size} bytes wanted at ${at}, ${this.bytes.length} there`, at);
  }

  u8(at: number): number {
    this.#check(at, 1);
    return this.#view.getUint8(at);
  }

  u16(at: number): number {
    this.#check(at, 2);
    return this.#view.getUint16(at, this.little);
  }

  u32(at: number): number {
    this.#check(at, 4);
    return this.#view.getUint32(at, this.little);
  }

  i32(at: number): number {
    this.#check(at, 4);
    return this.#view.getInt32(at, this.little);
  }

  /** A 64-bit number; above 2^53 it is `malformed`, for no real offset or size is that large. */
  u64(at: number): number {
    const value = this.big64(at);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new DecodeError('malformed', `number too large at ${at}`, at);
    return Number(value);
  }

  big64(at: number): bigint {
    this.#check(at, 8);
    return this.#view.getBigUint64(at, this.little);
  }

  /** A view, not a copy. */
  slice(at: number, size: number): Uint8Array {
    this.#check(at, size);
    return this.bytes.subarray(at, at + size);
  }

  /** Bytes as Latin-1 up to `size` or the first NUL. */
  text(at: number, size: number): string {
    const bytes = this.slice(at, size);
    const end = bytes.indexOf(0);
    return latin1(end < 0 ? bytes : bytes.subarray(0, end));
  }
}

const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * One character per byte: for magic numbers and for searching; names shown to people go through `decodeName`. Widened to UTF-16 and decoded at
 * once, which is ten times as fast as building the string; a big-endian machine takes the long way.
 */
export function latin1(bytes: Uint8Array): string {
  if (littleEndian && bytes.length > 64) return utf16.decode(new Uint8Array(new Uint16Array(bytes).buffer));
  let out = '';
  for (let at = 0; at < bytes.length; at += 8192) out += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return out;
}
