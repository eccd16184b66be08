import { ByteReader } from '../foundation/byte-reader.ts';
import { DecodeError } from '../foundation/decode-error.ts';

/** Reads TLS structures one after the other (RFC 8446, 3): big-endian numbers, and vectors behind their length. `truncated` beyond the end. */
export class TlsCursor {
  readonly #reader: ByteReader;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes, 'big');
  }

  get left(): number {
    return this.#reader.length - this.#at;
  }

  u8(): number {
    return this.#reader.u8(this.#step(1));
  }

  u16(): number {
    return this.#reader.u16(this.#step(2));
  }

  u24(): number {
    return this.u8() * 0x10000 + this.u16();
  }

  /** A view of the next bytes. */
  take(size: number): Uint8Array {
    return this.#reader.slice(this.#step(size), size);
  }

  /** What stands behind a length of one, two or three bytes; a view. */
  vector(lengthBytes: 1 | 2 | 3): Uint8Array {
    return this.take(lengthBytes === 1 ? this.u8() : lengthBytes === 2 ? this.u16() : this.u24());
  }

  /** All 16-bit numbers of a vector; `malformed` where half a one is left. */
  numbers(lengthBytes: 1 | 2): readonly number[] {
    const list = new TlsCursor(this.vector(lengthBytes));
    if (list.left % 2 !== 0) throw new DecodeError('malformed', 'a list of 16-bit numbers has an odd length');
    const numbers: number[] = [];
    while (list.left > 0) numbers.push(list.u16());
    return numbers;
  }

  #step(size: number): number {
    const at = this.#at;
    if (!this.#reader.has(at, size)) throw new DecodeError('truncated', `${size} bytes wanted at ${at}, ${this.left} left`, at);
    this.#at += size;
    return at;
  }
}
