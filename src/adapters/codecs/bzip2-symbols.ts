import type { Bzip2Bits } from './bzip2-bits.ts';

const LONGEST_CODE = 20;
const QUICK_BITS = 10;

/** A canonical prefix code: short codes by table (symbol × 32 + length, 0 for none), longer ones by the last code of each length. */
type PrefixCode = { readonly quick: Uint16Array; readonly last: Int32Array; readonly offset: Int32Array; readonly symbols: Uint16Array };

/**
 * Decodes one block's symbols: prefix codes, move-to-front and zero runs. Leaves the block's bytes in the low 8 bits of `links`
 * and returns how many they are, at most `most`; -1 when the block is malformed (or the input ended, which `bits` says).
 */
export function bzip2Symbols(bits: Bzip2Bits, links: Uint32Array, most: number): number {
  const used = usedBytes(bits);
  const groups = bits.read(3);
  const count = bits.read(15);
  if (used.length === 0 || groups < 2 || groups > 6 || count === 0) return -1;
  const selectors = readSelectors(bits, count, groups);
  if (selectors === undefined || bits.exhausted) return -1;
  const codes: PrefixCode[] = [];
  for (let group = 0; group < groups; group++) {
    const code = readCode(bits, used.length + 2);
    if (code === undefined) return -1;
    codes.push(code);
  }
  return decodeSymbols(bits, links, most, used, selectors, codes);
}

function usedBytes(bits: Bzip2Bits): Uint8Array {
  const ranges = bits.read(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if (((ranges >>> (15 - range)) & 1) === 0) continue;
    const row = bits.read(16);
    for (let i = 0; i < 16; i++) if (((row >>> (15 - i)) & 1) !== 0) used.push(range * 16 + i);
  }
  return Uint8Array.from(used);
}

/** Which code serves each run of 50 symbols; kept move-to-front. More than 18002 are read but never used (as bzip2 1.0.8 does). */
function readSelectors(bits: Bzip2Bits, count: number, groups: number): Uint8Array | undefined {
  const selectors = new Uint8Array(count);
  const order = [0, 1, 2, 3, 4, 5];
  for (let i = 0; i < count; i++) {
    let index = 0;
    while (bits.read(1) === 1) if (++index >= groups) return undefined;
    const group = order[index] as number;
    order.splice(index, 1);
    order.unshift(group);
    selectors[i] = group;
  }
  return selectors;
}

function readCode(bits: Bzip2Bits, symbols: number): PrefixCode | undefined {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits.read(1) === 1) {
      length += bits.read(1) === 0 ? 1 : -1;
      if (length < 1 || length > LONGEST_CODE) return undefined;
    }
    if (length < 1 || length > LONGEST_CODE) return undefined;
    lengths[symbol] = length;
  }
  return prefixCode(lengths);
}

/** Codes are given out by length, then by symbol. An over-full set is refused. */
function prefixCode(lengths: Uint8Array): PrefixCode | undefined {
  const counts = new Int32Array(LONGEST_CODE + 1);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  const last = new Int32Array(LONGEST_CODE + 1).fill(-1);
  const offset = new Int32Array(LONGEST_CODE + 1);
  const symbols = new Uint16Array(lengths.length);
  const quick = new Uint16Array(1 << QUICK_BITS);
  let code = 0;
  let at = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    code <<= 1;
    offset[length] = at - code;
    for (let symbol = 0; counts[length] !== 0 && symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      if (code >= 1 << length) return undefined;
      if (length <= QUICK_BITS) {
        const first = code << (QUICK_BITS - length);
        quick.fill((symbol << 5) | length, first, first + (1 << (QUICK_BITS - length)));
      }
      symbols[at++] = symbol;
      code++;
    }
    if (counts[length] !== 0) last[length] = code - 1;
  }
  return { quick, last, offset, symbols };
}

// budget: one hot loop, measured: bit window and move-to-front list in local variables.
function decodeSymbols(
  bits: Bzip2Bits,
  links: Uint32Array,
  most: number,
  front: Uint8Array,
  selectors: Uint8Array,
  codes: readonly PrefixCode[],
): number {
  const input = bits.bytes;
  const inputEnd = input.length;
  const endOfBlock = front.length + 1;
  let { next, window, held } = bits;
  let to = 0;
  let run = 0;
  let runBit = 1;
  let result = -1;
  outer: for (const selector of selectors) {
    const { quick, last, offset, symbols } = codes[selector] as PrefixCode;
    for (let left = 50; left > 0; left--) {
      while (held < LONGEST_CODE) {
        window = (window << 8) | (next < inputEnd ? (input[next] as number) : 0);
        next++;
        held += 8;
      }
      const entry = quick[(window >>> (held - QUICK_BITS)) & ((1 << QUICK_BITS) - 1)] as number;
      let symbol = entry >>> 5;
      if (entry !== 0) held -= entry & 31;
      else {
        let length = QUICK_BITS + 1;
        while (length <= LONGEST_CODE && ((window >>> (held - length)) & ((1 << length) - 1)) > (last[length] as number)) length++;
        if (length > LONGEST_CODE) break outer;
        const index = ((window >>> (held - length)) & ((1 << length) - 1)) + (offset[length] as number);
        if (index < 0 || index >= symbols.length) break outer;
        symbol = symbols[index] as number;
        held -= length;
      }
      if (symbol <= 1) {
        // A run's length in bijective base two: RUNA counts once, RUNB twice.
        run += runBit << symbol;
        runBit <<= 1;
        if (run > most) break outer;
        continue;
      }
      if (run > 0) {
        if (run > most - to) break outer;
        links.fill(front[0] as number, to, to + run);
        to += run;
        run = 0;
        runBit = 1;
      }
      if (symbol === endOfBlock) {
        result = to;
        break outer;
      }
      if (to >= most || next > inputEnd + 8) break outer;
      const index = symbol - 1;
      const byte = front[index] as number;
      if (index < 16) for (let i = index; i > 0; i--) front[i] = front[i - 1] as number;
      else front.copyWithin(1, 0, index);
      front[0] = byte;
      links[to++] = byte;
    }
  }
  bits.next = next;
  bits.window = window;
  bits.held = held;
  return result;
}
