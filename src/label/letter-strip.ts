import { type Letter, letters } from '../model/letter.ts';
import { palette } from './palette.ts';
import { svgText } from './svg-text.ts';

/** The seven letters side by side in equal cells, A first; the one that counts is taller and inverted. `(x, y)` is the upper left corner. */
export function letterStrip(chosen: Letter, x: number, y: number): string {
  return letters
    .toReversed()
    .map((letter, index) => cell(letter, letter === chosen, x + index * 78, y))
    .join('\n');
}

function cell(letter: Letter, chosen: boolean, x: number, y: number): string {
  const grow = chosen ? 9 : 0;
  const fill = chosen ? palette.paper : palette.raised;
  const look = { x: x + 36, y: y + 42, anchor: 'middle', weight: chosen ? 800 : 600 } as const;
  return [
    `<rect x="${x}" y="${y - grow}" width="72" height="${58 + 2 * grow}" rx="14" fill="${fill}"/>`,
    svgText(letter, { ...look, size: chosen ? 42 : 34, fill: chosen ? palette.deep : palette.pale }),
  ].join('\n');
}
