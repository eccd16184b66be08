import { type CodeMatrix, isDark } from './code-matrix.ts';

type Corner = { readonly x: number; readonly y: number };
type Step = readonly [dx: number, dy: number];

/**
 * The dark areas of a code as the data of one path, in module units: closed outlines of whole modules. One outline for each area and not a bar
 * for each row, because printers and screens leave pale seams between shapes that only touch.
 */
export function codePath(matrix: CodeMatrix): string {
  const edges = darkEdges(matrix);
  const outlines: string[] = [];
  for (const start of [...edges.keys()].toSorted((a, b) => a - b)) {
    while ((edges.get(start)?.length ?? 0) > 0) outlines.push(outlineFrom(start, edges, matrix.size + 1));
  }
  return outlines.join('');
}

/** Reads back what `codePath` wrote; null where the data holds anything else or reaches outside `size` modules. */
export function readCodePath(data: string, size: number): CodeMatrix | null {
  if (size < 1 || size > 177 || !/^(?:M\d+ \d+(?:[hv]-?\d+)+z)+$/.test(data)) return null;
  const modules = new Uint8Array(size * size);
  for (const [, x = '', y = '', steps = ''] of data.matchAll(/M(\d+) (\d+)([^z]*)z/g)) {
    const at = { x: Number(x), y: Number(y) };
    if (!flip(modules, size, at, steps) || at.x !== Number(x) || at.y !== Number(y)) return null;
  }
  return { size, modules };
}

/** Even-odd filling: every upright edge flips all modules to its right. Moves `at` to the end of the steps. */
function flip(modules: Uint8Array, size: number, at: { x: number; y: number }, steps: string): boolean {
  for (const [, way, length = ''] of steps.matchAll(/([hv])(-?\d+)/g)) {
    const end = (way === 'h' ? at.x : at.y) + Number(length);
    if (end < 0 || end > size || at.x > size || at.y > size) return false;
    if (way === 'h') at.x = end;
    else {
      for (let y = Math.min(at.y, end); y < Math.max(at.y, end); y += 1)
        for (let x = at.x; x < size; x += 1) modules[y * size + x] = 1 - (modules[y * size + x] ?? 0);
      at.y = end;
    }
  }
  return true;
}

/** Sides of dark modules that touch light, by the corner they start at; dark lies on the right hand. */
function darkEdges(matrix: CodeMatrix): Map<number, Step[]> {
  const edges = new Map<number, Step[]>();
  const row = matrix.size + 1;
  const add = (x: number, y: number, step: Step): void => {
    edges.set(y * row + x, [...(edges.get(y * row + x) ?? []), step]);
  };
  for (let y = 0; y < matrix.size; y += 1)
    for (let x = 0; x < matrix.size; x += 1) {
      if (!isDark(matrix, x, y)) continue;
      if (!isDark(matrix, x, y - 1)) add(x, y, [1, 0]);
      if (!isDark(matrix, x + 1, y)) add(x + 1, y, [0, 1]);
      if (!isDark(matrix, x, y + 1)) add(x + 1, y + 1, [-1, 0]);
      if (!isDark(matrix, x - 1, y)) add(x, y + 1, [0, -1]);
    }
  return edges;
}

/** Follows edges until the outline closes; where two areas touch at a corner it turns right, so that they stay two. */
function outlineFrom(start: number, edges: Map<number, Step[]>, row: number): string {
  const from: Corner = { x: start % row, y: Math.floor(start / row) };
  let [x, y] = [from.x, from.y];
  let before: Step = [0, 0];
  const runs: [Step, number][] = [];
  do {
    const ways = edges.get(y * row + x) ?? [];
    const turned = ways.findIndex(([dx, dy]) => dx === -before[1] && dy === before[0]);
    const [step] = ways.splice(Math.max(turned, 0), 1);
    if (step === undefined) break;
    const last = runs.at(-1);
    if (last !== undefined && step[0] === before[0] && step[1] === before[1]) last[1] += 1;
    else runs.push([step, 1]);
    [x, y] = [x + step[0], y + step[1]];
    before = step;
  } while (x !== from.x || y !== from.y);
  return `M${from.x} ${from.y}${runs.map(([[dx, dy], length]) => (dx === 0 ? `v${dy * length}` : `h${dx * length}`)).join('')}z`;
}
