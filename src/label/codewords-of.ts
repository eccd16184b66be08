import { type CodeMatrix, isDark } from './code-matrix.ts';
import { alignmentCentres } from './code-patterns.ts';

/** All codewords of a QR code in the order they are laid in (ISO/IEC 18004, 7.7.3), with the mask `mask` (7.8) taken off. */
export function codewordsOf(matrix: CodeMatrix, version: number, mask: number): Uint8Array {
  const { size } = matrix;
  const taken = functionModules(size, version);
  const bits: number[] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    // Column 6 is the upright timing pattern: the pairs of columns step over it.
    if (right === 6) right = 5;
    const upward = ((right + 1) & 2) === 0;
    for (let row = 0; row < size; row += 1) {
      const y = upward ? size - 1 - row : row;
      for (const x of [right, right - 1])
        if (taken[y * size + x] === 0) bits.push(Number(isDark(matrix, x, y)) ^ Number(isMasked(mask, x, y)));
    }
  }
  const words = new Uint8Array(bits.length >> 3);
  for (let at = 0; at < words.length * 8; at += 1) words[at >> 3] = ((words[at >> 3] ?? 0) << 1) | (bits[at] ?? 0);
  return words;
}

/** 1 for every module of finders, timing, alignment, format and version: those hold no data. */
function functionModules(size: number, version: number): Uint8Array {
  const taken = new Uint8Array(size * size);
  const fill = (x: number, y: number, width: number, height: number): void => {
    for (let row = y; row < y + height; row += 1) taken.fill(1, row * size + x, row * size + x + width);
  };
  fill(0, 0, 9, 9);
  fill(size - 8, 0, 8, 9);
  fill(0, size - 8, 9, 8);
  fill(6, 0, 1, size);
  fill(0, 6, size, 1);
  if (version >= 7) {
    fill(size - 11, 0, 3, 6);
    fill(0, size - 11, 6, 3);
  }
  for (const [x, y] of alignmentCentres(size, version)) fill(x - 2, y - 2, 5, 5);
  return taken;
}

function isMasked(mask: number, x: number, y: number): boolean {
  const product = x * y;
  return (
    [
      (x + y) % 2,
      y % 2,
      x % 3,
      (x + y) % 3,
      (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
      (product % 2) + (product % 3),
      ((product % 2) + (product % 3)) % 2,
      (((x + y) % 2) + (product % 3)) % 2,
    ][mask] === 0
  );
}
