import { LzmaCore } from './lzma-core.ts';

/** In the order of the numbers in lzma-core.assemblyscript, where asking for input and for room follow. */
const ends = ['marker', 'full', 'crossing', 'truncated', 'malformed'] as const;
const MORE_INPUT = 5;

/**
 * Why a run ended. `full`: the limit of the run is reached and no end marker stands there; `crossing`: a match reaches beyond the limit;
 * `exhausted`: the system has no memory for more output.
 */
export type LzmaEnd = (typeof ends)[number] | 'exhausted';

/** The memory's beginning, where a part of the input lies with zeros behind it, so that no read in a symbol needs a check. */
const WINDOW = 0x10000;
/** More bytes of input than one symbol takes: it has less than fifty bits, and none takes more than one byte. */
const SYMBOL_BYTES = 64;
/** The range coder's first bytes: a zero and its code. */
const START_BYTES = 5;
/** Probabilities before those of literals, of which there are 0x300 in each of 2^(lc + lp) sets; two bytes each. */
const FIXED_PROBABILITIES = 1860;
/** The core copies words, so behind the output. */
const SLACK = 16;
const LONGEST_MATCH = 273;
/** Positions are kept in 32-bit integers: whatever the caller allows, more is a `limit`. */
const MOST_BYTES = 2 ** 31 - 1;

/**
 * An LZMA decoder whose dictionary is its whole output. State lives from run to run, so that LZMA2 chunks can continue it.
 * Distances are checked against the output since the last dictionary reset; a `dictionaryBytes` limit is not enforced.
 * Memory grows with the output, by doubling, never beyond `maxOut`; it is borrowed until `take`.
 */
export class LzmaDecoder {
  /** Where the next byte of input is read; after a run, behind the last byte that belongs to it. */
  position = 0;
  /** Whether the last run ended where the range coder had been flushed, as every encoder leaves it. */
  flushed = false;
  /** Bytes of output so far. */
  length = 0;
  readonly #core = LzmaCore.borrow();
  readonly #origin: number;
  readonly #maxOut: number;
  #dictionaryStart = 0;

  /** `literalBits`: the most that lc + lp will be, at most 12. */
  constructor(maxOut: number, literalBits: number) {
    this.#origin = WINDOW + 2 * (FIXED_PROBABILITIES + (0x300 << literalBits));
    this.#maxOut = Math.min(maxOut, MOST_BYTES);
    if (!this.#core.grow(this.#origin + SLACK)) throw new RangeError('no memory for the probabilities of LZMA');
  }

  get room(): number {
    return this.#maxOut - this.length;
  }

  /** New parameters (lc ≤ 8, lp ≤ 4, pb ≤ 4, checked by the caller) and a fresh state. */
  configure(lc: number, lp: number, pb: number): void {
    this.#core.exports.configure(lc, lp, pb);
  }

  resetState(): void {
    this.#core.exports.resetState();
  }

  /** Distances may not reach behind here, and positions are counted from here. */
  resetDictionary(): void {
    this.#dictionaryStart = this.length;
  }

  /** Appends what fits; false when something did not. */
  append(bytes: Uint8Array): boolean {
    const part = bytes.subarray(0, this.room);
    if (!this.#reserve(part.length)) return false;
    this.#core.bytes.set(part, this.#origin + this.length);
    this.length += part.length;
    return part.length === bytes.length;
  }

  /**
   * Decodes one range-coded stream from `position` until `size` more bytes are there, an end marker, or `end` of the input.
   * `markers`: whether an end marker is looked for behind the last byte.
   */
  run(bytes: Uint8Array, end: number, size: number, markers: boolean): LzmaEnd {
    this.flushed = false;
    if (this.position + START_BYTES > end) return 'truncated';
    if (bytes[this.position] !== 0) return 'malformed';
    const { exports } = this.#core;
    const limit = this.#origin + this.length + Math.min(size, this.room);
    const start = this.#origin + this.#dictionaryStart;
    exports.written.value = this.#origin + this.length;
    let base = this.position;
    let last = this.#load(bytes, base, end);
    exports.begin();
    while (true) {
      const safe = base + last === end ? last : last - SYMBOL_BYTES;
      const result = exports.run(safe, last, start, limit, this.#core.bytes.length - SLACK, markers ? 1 : 0);
      this.length = (exports.written.value >>> 0) - this.#origin;
      this.position = base + exports.position.value;
      const known = ends[result];
      if (known !== undefined) {
        this.flushed = exports.flushed.value !== 0;
        return known;
      }
      if (result === MORE_INPUT) {
        base = this.position;
        last = this.#load(bytes, base, end);
        exports.position.value = 0;
      } else if (!this.#reserve(LONGEST_MATCH)) return 'exhausted';
    }
  }

  /** The output from `from` on, to look at and to change; good until the next append or run. */
  view(from: number): Uint8Array {
    return this.#core.bytes.subarray(this.#origin + from, this.#origin + this.length);
  }

  /** A copy of the output. It is the last thing asked of a decoder: the memory goes to the next one. */
  take(): Uint8Array {
    const output = this.view(0).slice();
    LzmaCore.giveBack(this.#core);
    return output;
  }

  /** Puts a part of the input into the window; returns how much. */
  #load(bytes: Uint8Array, from: number, end: number): number {
    const part = bytes.subarray(from, Math.min(end, from + WINDOW - SYMBOL_BYTES));
    this.#core.bytes.set(part);
    this.#core.bytes.fill(0, part.length, part.length + SYMBOL_BYTES);
    return part.length;
  }

  #reserve(size: number): boolean {
    if (this.#origin + this.length + size + SLACK <= this.#core.bytes.length) return true;
    const wanted = Math.min(this.#maxOut, Math.max(this.length + size, this.length * 2));
    return this.#core.grow(this.#origin + wanted + SLACK);
  }
}
