// FIPS 46-3, appendix 1: the permutations and S-boxes, and the wide tables made of them once.

// biome-ignore format: the standard's own layout
const permutation = [16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25];
// biome-ignore format: the standard's own layout
const choice1 = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
  63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];
// biome-ignore format: the standard's own layout
const choice2 = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
  41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];
const rotations = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];
/** Each S-box as 64 hexadecimal digits: four rows of sixteen. */
const boxes = [
  'e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d',
  'f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9',
  'a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c',
  '7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e',
  '2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453',
  'c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d',
  '4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c',
  'd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b',
];

/** The sixteen round keys of the loaded key: 24 bits for S-boxes 1 to 4, then 24 for 5 to 8. */
export const schedule = new Int32Array(32);

/** Wide tables, made at the first use: a pair of S-boxes and the permutation P in one look-up of twelve bits. */
export type DesTables = {
  /** IP: bit i (from 0) of the permuted block is bit `initial[i]` (from 1) of the block. Its inverse is the final permutation. */
  readonly initial: Uint8Array;
  readonly sp0: Int32Array;
  readonly sp1: Int32Array;
  readonly sp2: Int32Array;
  readonly sp3: Int32Array;
  /** `[position * 128 + value] * 32`: what a seven-bit character adds to the schedule. */
  readonly keys: Int32Array;
};

let tables: DesTables | undefined;

export function desTables(): DesTables {
  tables ??= {
    initial: Uint8Array.from({ length: 64 }, (_, i) => (i < 32 ? 58 + 2 * (i >>> 3) : 57 + 2 * ((i >>> 3) - 4)) - 8 * (i & 7)),
    sp0: pairTable(0),
    sp1: pairTable(2),
    sp2: pairTable(4),
    sp3: pairTable(6),
    keys: keyTable(),
  };
  return tables;
}

/** Fills `schedule` from eight seven-bit characters. */
export function loadKey(characters: Uint8Array): void {
  const { keys } = desTables();
  schedule.fill(0);
  for (let position = 0; position < 8; position += 1) {
    const from = (position * 128 + ((characters[position] ?? 0) & 0x7f)) * 32;
    for (let k = 0; k < 32; k += 1) schedule[k] = (schedule[k] as number) | (keys[from + k] as number);
  }
}

function pairTable(first: number): Int32Array {
  const table = new Int32Array(4096);
  for (let index = 0; index < 4096; index += 1) table[index] = substituted(first, index >>> 6) | substituted(first + 1, index & 63);
  return table;
}

/** One S-box over six bits (row: the outer two), spread by P. */
function substituted(box: number, six: number): number {
  const row = ((six >>> 4) & 2) | (six & 1);
  const value = Number.parseInt(boxes[box]?.charAt(row * 16 + ((six >>> 1) & 15)) ?? '0', 16);
  let out = 0;
  for (let i = 0; i < 32; i += 1) {
    const bit = (permutation[i] ?? 1) - 1;
    if (bit >>> 2 === box && (value >>> (3 - (bit & 3))) & 1) out |= 1 << (31 - i);
  }
  return out;
}

function keyTable(): Int32Array {
  const table = new Int32Array(8 * 128 * 32);
  const where = new Map(choice1.map((bit, i) => [bit, i]));
  for (let position = 0; position < 8; position += 1)
    for (let b = 0; b < 7; b += 1) {
      const words = keyBit(where.get(position * 8 + 7 - b) ?? 0);
      for (let value = 0; value < 128; value += 1)
        if ((value >>> b) & 1)
          for (let k = 0; k < 32; k += 1) {
            const at = (position * 128 + value) * 32 + k;
            table[at] = (table[at] ?? 0) | (words[k] ?? 0);
          }
    }
  return table;
}

/** The schedule of the key that has one bit: `place` counts through C and D (28 bits each) after PC-1. */
function keyBit(place: number): Int32Array {
  const words = new Int32Array(32);
  const half = place < 28 ? 0 : 28;
  let turned = 0;
  rotations.forEach((by, round) => {
    turned += by;
    const now = half + ((place - half - turned + 56) % 28);
    const j = choice2.indexOf(now + 1);
    if (j >= 0) words[round * 2 + (j < 24 ? 0 : 1)] = 1 << (23 - (j % 24));
  });
  return words;
}
