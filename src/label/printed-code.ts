import type { CodeMatrix } from './code-matrix.ts';
import { codePath } from './code-path.ts';
import { codeSide, quietModules } from './label-form.ts';
import { palette } from './palette.ts';

/** The code in its quiet zone, `codeSide` square, black on white; `(x, y)` is the upper left corner of the quiet zone. */
export function printedCode(matrix: CodeMatrix, x: number, y: number): string {
  const module = codeSide / (matrix.size + 2 * quietModules);
  const at = (from: number): number => round(from + quietModules * module);
  return [
    `<rect data-role="quiet" x="${x}" y="${y}" width="${codeSide}" height="${codeSide}" fill="${palette.paper}"/>`,
    `<path data-role="code" data-modules="${matrix.size}" transform="translate(${at(x)} ${at(y)}) scale(${round(module)})" d="${codePath(matrix)}" fill="${palette.ink}"/>`,
  ].join('\n');
}

/** From the edge of the quiet zone to the first module, in label units. */
export const codeInset = ({ size }: CodeMatrix): number => (codeSide * quietModules) / (size + 2 * quietModules);

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
