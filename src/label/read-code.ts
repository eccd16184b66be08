import { type CodeLevel, codeBlocks } from './code-blocks.ts';
import { type CodeMatrix, isDark } from './code-matrix.ts';
import { hasPatterns } from './code-patterns.ts';
import { codewordsOf } from './codewords-of.ts';

export type ReadCode = { readonly text: string; readonly level: CodeLevel; readonly version: number };

const levels: readonly (CodeLevel | null)[] = ['medium', null, 'high', 'quartile'];
const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/**
 * Reads a QR code from its modules as drawn (ISO/IEC 18004): no picture, no damage, so nothing is corrected and every correction
 * codeword must be right. Null where anything is off, where the level is below M or the text is not in alphanumeric mode.
 */
export function readCode(matrix: CodeMatrix): ReadCode | null {
  const version = (matrix.size - 17) / 4;
  if (!Number.isInteger(version) || version < 1 || version > 40 || matrix.modules.length !== matrix.size ** 2) return null;
  if (!hasPatterns(matrix, version)) return null;
  const format = formatOf(matrix);
  const level = format === null ? null : (levels[format >> 3] ?? null);
  if (format === null || level === null) return null;
  const data = dataOf(codewordsOf(matrix, version, format & 7), level, version);
  const text = data === null ? null : textOf(data, version);
  return text === null ? null : { text, level, version };
}

/** Level and mask, five bits, from both places they stand in (7.9); null unless both hold the same correct word. */
function formatOf(matrix: CodeMatrix): number | null {
  const last = matrix.size - 1;
  let [first, second] = [0, 0];
  for (let bit = 0; bit < 15; bit += 1) {
    const [x, y] = bit < 8 ? [8, bit < 6 ? bit : bit + 1] : [bit === 8 ? 7 : 14 - bit, 8];
    const [u, v] = bit < 8 ? [last - bit, 8] : [8, last - 14 + bit];
    first |= Number(isDark(matrix, x, y)) << bit;
    second |= Number(isDark(matrix, u, v)) << bit;
  }
  const word = (first ^ 0x5412) >> 10;
  let rest = word << 10;
  for (let bit = 14; bit >= 10; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  return first === second && ((word << 10) | rest) === (first ^ 0x5412) ? word : null;
}

/** Data codewords in order; null where a block's correction codewords do not fit its data. */
function dataOf(codewords: Uint8Array, level: CodeLevel, version: number): Uint8Array | null {
  const count = codeBlocks[level].blocks[version - 1] ?? 0;
  const words = codeBlocks[level].words[version - 1] ?? 0;
  const short = Math.floor(codewords.length / count) - words;
  const longer = codewords.length % count;
  const blocks: number[][] = Array.from({ length: count }, () => []);
  let at = 0;
  const deal = (rows: number, from: number): void => {
    for (let row = 0; row < rows; row += 1) for (let block = from; block < count; block += 1) blocks[block]?.push(codewords[at++] ?? 0);
  };
  deal(short, 0);
  deal(1, count - longer);
  deal(words, 0);
  if (!blocks.every((block) => fits(block, words))) return null;
  return Uint8Array.from(blocks.flatMap((block) => block.slice(0, block.length - words)));
}

/** A Reed-Solomon word has the roots 2^0 to 2^(words-1) in GF(256) with the polynomial 0x11d. */
function fits(block: readonly number[], words: number): boolean {
  for (let power = 0, root = 1; power < words; power += 1, root = times(root, 2)) {
    let sum = 0;
    for (const word of block) sum = times(sum, root) ^ word;
    if (sum !== 0) return false;
  }
  return true;
}

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product & 0x80 ? 0x11d : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

/** Segments in alphanumeric mode until the terminator (7.4). */
function textOf(data: Uint8Array, version: number): string | null {
  let at = 0;
  const bits = (count: number): number => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, at += 1) value = (value << 1) | (((data[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
  let text = '';
  while (at + 4 <= data.length * 8) {
    const mode = bits(4);
    if (mode === 0) break;
    if (mode !== 2) return null;
    const length = bits(version < 10 ? 9 : version < 27 ? 11 : 13);
    if (at + Math.ceil(length * 5.5) > data.length * 8) return null;
    for (let left = length; left > 0; left -= 2) {
      const value = bits(left > 1 ? 11 : 6);
      if (value >= (left > 1 ? 45 * 45 : 45)) return null;
      text += left > 1 ? `${signs[Math.floor(value / 45)]}${signs[value % 45]}` : signs[value];
    }
  }
  return text;
}
