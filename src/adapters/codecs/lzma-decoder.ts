import type { OutputBuffer } from './output-buffer.ts';

/** Why a run ended. `full`: the limit of the run is reached and no end marker stands there; `crossing`: a match reaches beyond the limit. */
export type LzmaEnd = 'marker' | 'full' | 'crossing' | 'truncated' | 'malformed';

// Where each set of probabilities starts in the one table (LZMA specification by Igor Pavlov, 2015).
const IS_MATCH = 0;
const IS_REP = 192;
const IS_REP_G0 = 204;
const IS_REP_G1 = 216;
const IS_REP_G2 = 228;
const IS_REP0_LONG = 240;
const POS_SLOT = 432;
const SPECIAL = 688;
const ALIGN = 816;
const LENGTH = 832;
const REP_LENGTH = 1346;
const LITERAL = 1860;

/** The most input one symbol can take, with room to spare; so many zero bytes are put behind the input's end. */
const SYMBOL_BYTES = 32;
const LONGEST_MATCH = 273;

/**
 * An LZMA decoder whose dictionary is its whole output. State lives from run to run, so that LZMA2 chunks can continue it.
 * Distances are checked against the output since the last dictionary reset; a `dictionaryBytes` limit is not enforced.
 */
export class LzmaDecoder {
  /** Where the next byte of input is read; after a run, behind the last byte that belongs to it. */
  position = 0;
  /** Whether the last run ended where the range coder had been flushed, as every encoder leaves it. */
  flushed = false;
  #lc = 0;
  #literalPosMask = 0;
  #posMask = 0;
  #probabilities = new Uint16Array(0);
  #state = 0;
  readonly #reps = new Int32Array(4);
  readonly #output: OutputBuffer;
  #dictionaryStart = 0;

  constructor(output: OutputBuffer) {
    this.#output = output;
  }

  /** New parameters (lc ≤ 8, lp ≤ 4, pb ≤ 4, checked by the caller) and a fresh state. */
  configure(lc: number, lp: number, pb: number): void {
    this.#lc = lc;
    this.#literalPosMask = (1 << lp) - 1;
    this.#posMask = (1 << pb) - 1;
    const size = LITERAL + (0x300 << (lc + lp));
    if (this.#probabilities.length !== size) this.#probabilities = new Uint16Array(size);
    this.resetState();
  }

  resetState(): void {
    this.#probabilities.fill(1024);
    this.#state = 0;
    this.#reps.fill(0);
  }

  /** Distances may not reach behind here, and positions are counted from here. */
  resetDictionary(): void {
    this.#dictionaryStart = this.#output.length;
  }

  /**
   * Decodes one range-coded stream from `position` until `size` more bytes are there, an end marker, or `end` of the input.
   * `markers`: whether an end marker is looked for behind the last byte.
   */
  // One function, for a measured reason: range and code in local variables are worth a factor of three.
  run(bytes: Uint8Array, end: number, size: number, markers: boolean): LzmaEnd {
    let at = this.position;
    this.flushed = false;
    if (at + 5 > end) return 'truncated';
    if (bytes[at] !== 0) return 'malformed';
    let code =
      ((bytes[at + 1] as number) << 24) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 8) | (bytes[at + 4] as number);
    let range = 0xffffffff | 0;
    at += 5;

    const probs = this.#probabilities;
    const lc = this.#lc;
    const literalPosMask = this.#literalPosMask;
    const posMask = this.#posMask;
    const output = this.#output;
    const start = this.#dictionaryStart;
    const limit = output.length + Math.min(size, output.room);
    let out = output.bytes;
    let to = output.length;
    let state = this.#state;
    let rep0 = this.#reps[0] as number;
    let rep1 = this.#reps[1] as number;
    let rep2 = this.#reps[2] as number;
    let rep3 = this.#reps[3] as number;

    // Near its end the input is exchanged for a copy of its tail with zeros behind, so that no read needs a check.
    let input = bytes;
    let base = 0;
    let safe = end - SYMBOL_BYTES;
    let last = end;
    let result: LzmaEnd | undefined;
    let symbolAt = at;
    let symbolTo = to;
    let p = 0;
    let i = 0;
    let bound = 0;

    while (true) {
      if (at > safe) {
        if (at > last) {
          result = 'truncated';
          break;
        }
        if (input === bytes) {
          base = at;
          input = new Uint8Array(end - at + 2 * SYMBOL_BYTES);
          input.set(bytes.subarray(at, end));
          last = end - at;
          at = 0;
          safe = -1;
        }
      }
      symbolAt = at;
      symbolTo = to;
      if (to + LONGEST_MATCH > out.length) {
        if (out.length < output.maxOut && to < limit) {
          output.length = to;
          output.reserve(LONGEST_MATCH);
          out = output.bytes;
        }
      }
      // A range coder that was flushed here leaves a code of zero: no marker can follow, and none may where none is looked for.
      if (to === limit && (!markers || code === 0)) {
        this.flushed = code === 0;
        result = this.flushed ? 'full' : 'malformed';
        break;
      }
      const position = to - start;
      const posState = position & posMask;

      i = IS_MATCH + (state << 4) + posState;
      p = probs[i] as number;
      bound = Math.imul(range >>> 11, p);
      if (code >>> 0 < bound >>> 0) {
        range = bound;
        probs[i] = p + ((2048 - p) >>> 5);
        if (range >>> 0 < 0x1000000) {
          range <<= 8;
          code = (code << 8) | (input[at++] as number);
        }
        if (to === limit) {
          result = 'full';
          break;
        }
        // A literal.
        const previous = position > 0 ? (out[to - 1] as number) : 0;
        const literal = LITERAL + 0x300 * (((position & literalPosMask) << lc) + (previous >>> (8 - lc)));
        let symbol = 1;
        if (state >= 7) {
          let match = out[to - rep0 - 1] as number;
          do {
            match <<= 1;
            const matchBit = match & 0x100;
            i = literal + 0x100 + matchBit + symbol;
            p = probs[i] as number;
            bound = Math.imul(range >>> 11, p);
            if (code >>> 0 < bound >>> 0) {
              range = bound;
              probs[i] = p + ((2048 - p) >>> 5);
              symbol <<= 1;
              if (range >>> 0 < 0x1000000) {
                range <<= 8;
                code = (code << 8) | (input[at++] as number);
              }
              if (matchBit !== 0) break;
            } else {
              range = (range - bound) | 0;
              code = (code - bound) | 0;
              probs[i] = p - (p >>> 5);
              symbol = (symbol << 1) | 1;
              if (range >>> 0 < 0x1000000) {
                range <<= 8;
                code = (code << 8) | (input[at++] as number);
              }
              if (matchBit === 0) break;
            }
          } while (symbol < 0x100);
        }
        while (symbol < 0x100) {
          i = literal + symbol;
          p = probs[i] as number;
          bound = Math.imul(range >>> 11, p);
          if (code >>> 0 < bound >>> 0) {
            range = bound;
            probs[i] = p + ((2048 - p) >>> 5);
            symbol <<= 1;
          } else {
            range = (range - bound) | 0;
            code = (code - bound) | 0;
            probs[i] = p - (p >>> 5);
            symbol = (symbol << 1) | 1;
          }
          if (range >>> 0 < 0x1000000) {
            range <<= 8;
            code = (code << 8) | (input[at++] as number);
          }
        }
        out[to++] = symbol;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      range = (range - bound) | 0;
      code = (code - bound) | 0;
      probs[i] = p - (p >>> 5);
      if (range >>> 0 < 0x1000000) {
        range <<= 8;
        code = (code << 8) | (input[at++] as number);
      }

      let lengthAt = LENGTH;
      i = IS_REP + state;
      p = probs[i] as number;
      bound = Math.imul(range >>> 11, p);
      if (code >>> 0 < bound >>> 0) {
        range = bound;
        probs[i] = p + ((2048 - p) >>> 5);
        if (range >>> 0 < 0x1000000) {
          range <<= 8;
          code = (code << 8) | (input[at++] as number);
        }
        rep3 = rep2;
        rep2 = rep1;
        rep1 = rep0;
        rep0 = -2;
      } else {
        range = (range - bound) | 0;
        code = (code - bound) | 0;
        probs[i] = p - (p >>> 5);
        if (range >>> 0 < 0x1000000) {
          range <<= 8;
          code = (code << 8) | (input[at++] as number);
        }
        if (to === limit) {
          result = 'full';
          break;
        }
        if (position === 0) {
          result = at > last ? 'truncated' : 'malformed';
          break;
        }
        lengthAt = REP_LENGTH;
        i = IS_REP_G0 + state;
        p = probs[i] as number;
        bound = Math.imul(range >>> 11, p);
        if (code >>> 0 < bound >>> 0) {
          range = bound;
          probs[i] = p + ((2048 - p) >>> 5);
          if (range >>> 0 < 0x1000000) {
            range <<= 8;
            code = (code << 8) | (input[at++] as number);
          }
          i = IS_REP0_LONG + (state << 4) + posState;
          p = probs[i] as number;
          bound = Math.imul(range >>> 11, p);
          if (code >>> 0 < bound >>> 0) {
            range = bound;
            probs[i] = p + ((2048 - p) >>> 5);
            if (range >>> 0 < 0x1000000) {
              range <<= 8;
              code = (code << 8) | (input[at++] as number);
            }
            out[to] = out[to - rep0 - 1] as number;
            to++;
            state = state < 7 ? 9 : 11;
            continue;
          }
          range = (range - bound) | 0;
          code = (code - bound) | 0;
          probs[i] = p - (p >>> 5);
          if (range >>> 0 < 0x1000000) {
            range <<= 8;
            code = (code << 8) | (input[at++] as number);
          }
        } else {
          range = (range - bound) | 0;
          code = (code - bound) | 0;
          probs[i] = p - (p >>> 5);
          if (range >>> 0 < 0x1000000) {
            range <<= 8;
            code = (code << 8) | (input[at++] as number);
          }
          let distance = rep1;
          i = IS_REP_G1 + state;
          p = probs[i] as number;
          bound = Math.imul(range >>> 11, p);
          if (code >>> 0 < bound >>> 0) {
            range = bound;
            probs[i] = p + ((2048 - p) >>> 5);
          } else {
            range = (range - bound) | 0;
            code = (code - bound) | 0;
            probs[i] = p - (p >>> 5);
            if (range >>> 0 < 0x1000000) {
              range <<= 8;
              code = (code << 8) | (input[at++] as number);
            }
            i = IS_REP_G2 + state;
            p = probs[i] as number;
            bound = Math.imul(range >>> 11, p);
            if (code >>> 0 < bound >>> 0) {
              range = bound;
              probs[i] = p + ((2048 - p) >>> 5);
              distance = rep2;
            } else {
              range = (range - bound) | 0;
              code = (code - bound) | 0;
              probs[i] = p - (p >>> 5);
              distance = rep3;
              rep3 = rep2;
            }
            rep2 = rep1;
          }
          if (range >>> 0 < 0x1000000) {
            range <<= 8;
            code = (code << 8) | (input[at++] as number);
          }
          rep1 = rep0;
          rep0 = distance;
        }
      }

      // The length: two choice bits, then a tree of 8, 8 or 256 leaves.
      let leaves = 8;
      let length = 2;
      let tree = lengthAt + 2 + (posState << 3);
      p = probs[lengthAt] as number;
      bound = Math.imul(range >>> 11, p);
      if (code >>> 0 < bound >>> 0) {
        range = bound;
        probs[lengthAt] = p + ((2048 - p) >>> 5);
      } else {
        range = (range - bound) | 0;
        code = (code - bound) | 0;
        probs[lengthAt] = p - (p >>> 5);
        if (range >>> 0 < 0x1000000) {
          range <<= 8;
          code = (code << 8) | (input[at++] as number);
        }
        p = probs[lengthAt + 1] as number;
        bound = Math.imul(range >>> 11, p);
        if (code >>> 0 < bound >>> 0) {
          range = bound;
          probs[lengthAt + 1] = p + ((2048 - p) >>> 5);
          length = 10;
          tree += 128;
        } else {
          range = (range - bound) | 0;
          code = (code - bound) | 0;
          probs[lengthAt + 1] = p - (p >>> 5);
          length = 18;
          leaves = 256;
          tree = lengthAt + 258;
        }
      }
      if (range >>> 0 < 0x1000000) {
        range <<= 8;
        code = (code << 8) | (input[at++] as number);
      }
      let symbol = 1;
      do {
        i = tree + symbol;
        p = probs[i] as number;
        bound = Math.imul(range >>> 11, p);
        if (code >>> 0 < bound >>> 0) {
          range = bound;
          probs[i] = p + ((2048 - p) >>> 5);
          symbol <<= 1;
        } else {
          range = (range - bound) | 0;
          code = (code - bound) | 0;
          probs[i] = p - (p >>> 5);
          symbol = (symbol << 1) | 1;
        }
        if (range >>> 0 < 0x1000000) {
          range <<= 8;
          code = (code << 8) | (input[at++] as number);
        }
      } while (symbol < leaves);
      length += symbol - leaves;

      if (lengthAt === REP_LENGTH) state = state < 7 ? 8 : 11;
      else {
        // A new distance: a slot of six bits, then its lower bits, coded or plain.
        state = state < 7 ? 7 : 10;
        tree = POS_SLOT + ((length < 6 ? length - 2 : 3) << 6);
        symbol = 1;
        do {
          i = tree + symbol;
          p = probs[i] as number;
          bound = Math.imul(range >>> 11, p);
          if (code >>> 0 < bound >>> 0) {
            range = bound;
            probs[i] = p + ((2048 - p) >>> 5);
            symbol <<= 1;
          } else {
            range = (range - bound) | 0;
            code = (code - bound) | 0;
            probs[i] = p - (p >>> 5);
            symbol = (symbol << 1) | 1;
          }
          if (range >>> 0 < 0x1000000) {
            range <<= 8;
            code = (code << 8) | (input[at++] as number);
          }
        } while (symbol < 64);
        const slot = symbol - 64;
        rep0 = slot;
        if (slot >= 4) {
          let bits = (slot >>> 1) - 1;
          rep0 = (2 | (slot & 1)) << bits;
          if (slot < 14) tree = SPECIAL + rep0 - slot;
          else {
            let plain = 0;
            for (let left = bits - 4; left > 0; left--) {
              range >>>= 1;
              code = (code - range) | 0;
              const mask = code >> 31;
              code = (code + (range & mask)) | 0;
              plain = (plain << 1) + mask + 1;
              if (range >>> 0 < 0x1000000) {
                range <<= 8;
                code = (code << 8) | (input[at++] as number);
              }
            }
            rep0 = (rep0 + (plain << 4)) | 0;
            bits = 4;
            tree = ALIGN;
          }
          symbol = 1;
          for (let bit = 0; bit < bits; bit++) {
            i = tree + symbol;
            p = probs[i] as number;
            bound = Math.imul(range >>> 11, p);
            if (code >>> 0 < bound >>> 0) {
              range = bound;
              probs[i] = p + ((2048 - p) >>> 5);
              symbol <<= 1;
            } else {
              range = (range - bound) | 0;
              code = (code - bound) | 0;
              probs[i] = p - (p >>> 5);
              symbol = (symbol << 1) | 1;
              rep0 = (rep0 + (1 << bit)) | 0;
            }
            if (range >>> 0 < 0x1000000) {
              range <<= 8;
              code = (code << 8) | (input[at++] as number);
            }
          }
        }
        if (rep0 === -1) {
          // The end marker: no match has this distance.
          result = at > last ? 'truncated' : markers && code === 0 ? 'marker' : 'malformed';
          break;
        }
        if (to === limit) {
          result = 'full';
          break;
        }
      }
      if (rep0 < 0 || rep0 >= position) {
        result = at > last ? 'truncated' : 'malformed';
        break;
      }
      if (length > limit - to) {
        if (at > last) {
          result = 'truncated';
          break;
        }
        result = 'crossing';
        length = limit - to;
      }
      const matchEnd = to + length;
      let from = to - rep0 - 1;
      while (to < matchEnd) out[to++] = out[from++] as number;
      if (result !== undefined) {
        symbolTo = to;
        symbolAt = at;
        break;
      }
    }

    const ended = result === 'marker';
    if (ended) this.flushed = true;
    output.length = ended ? to : symbolTo;
    this.position = base + Math.min(ended ? at : symbolAt, last);
    this.#state = state;
    this.#reps[0] = rep0;
    this.#reps[1] = rep1;
    this.#reps[2] = rep2;
    this.#reps[3] = rep3;
    return result;
  }
}
