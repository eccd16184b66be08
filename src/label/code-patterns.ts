import { type CodeMatrix, isDark } from './code-matrix.ts';

type Where = readonly [x: number, y: number];

/** Centres of the alignment patterns of a QR code (ISO/IEC 18004, annex E), without those that would lie on a finder. */
export function alignmentCentres(size: number, version: number): readonly Where[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const axis = [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - at * step).toReversed()];
  const last = size - 7;
  const onFinder = (x: number, y: number): boolean => (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
  return axis.flatMap((x) => axis.filter((y) => !onFinder(x, y)).map((y) => [x, y] as const));
}

/** Whether everything by which a scanner finds a code and its grid is drawn as it should be: finders, timing, alignment, version (5.3). */
export function hasPatterns(matrix: CodeMatrix, version: number): boolean {
  const { size } = matrix;
  const finders: readonly Where[] = [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ];
  return (
    finders.every((centre) => hasRings(matrix, centre, 4)) &&
    alignmentCentres(size, version).every((centre) => hasRings(matrix, centre, 2)) &&
    hasTiming(matrix) &&
    isDark(matrix, 8, size - 8) &&
    (version < 7 || hasVersion(matrix, version))
  );
}

/** Squares in squares: dark but for the second from the outside of the dark ones, and for what lies beyond. */
function hasRings(matrix: CodeMatrix, [x, y]: Where, reach: number): boolean {
  const light = reach === 4 ? [2, 4] : [1];
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) {
      const [u, v] = [x + dx, y + dy];
      if (u < 0 || v < 0 || u >= matrix.size || v >= matrix.size) continue;
      if (isDark(matrix, u, v) === light.includes(Math.max(Math.abs(dx), Math.abs(dy)))) return false;
    }
  return true;
}

function hasTiming(matrix: CodeMatrix): boolean {
  for (let at = 8; at < matrix.size - 8; at += 1)
    if (isDark(matrix, at, 6) !== (at % 2 === 0) || isDark(matrix, 6, at) !== (at % 2 === 0)) return false;
  return true;
}

/** The version in 18 bits with its Golay word, in both places (7.10). */
function hasVersion(matrix: CodeMatrix, version: number): boolean {
  let rest = version << 12;
  for (let bit = 17; bit >= 12; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x1f25 << (bit - 12);
  const word = (version << 12) | rest;
  for (let bit = 0; bit < 18; bit += 1) {
    const [near, far] = [Math.floor(bit / 3), matrix.size - 11 + (bit % 3)];
    const dark = ((word >> bit) & 1) === 1;
    if (isDark(matrix, near, far) !== dark || isDark(matrix, far, near) !== dark) return false;
  }
  return true;
}
