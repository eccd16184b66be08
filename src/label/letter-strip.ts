import { type Letter, letters } from '../model/letter.ts';
import { palette } from './palette.ts';
import { svgText } from './svg-text.ts';

/** In label units: from cell to cell, a cell's width and height, and the size of its letter. */
export type StripLook = { readonly pitch: number; readonly width: number; readonly height: number; readonly size: number };

const usual: StripLook = { pitch: 78, width: 72, height: 58, size: 34 };

/** The seven letters side by side in equal cells, A first; the one that counts is taller and inverted. `(x, y)` is the upper left corner. */
export function letterStrip(chosen: Letter, x: number, y: number, look: StripLook = usual): string {
  return letters
    .toReversed()
    .map((letter, index) => cell(letter, letter === chosen, x + index * look.pitch, y, look))
    .join('\n');
}

export const stripWidth = ({ pitch, width }: StripLook): number => 6 * pitch + width;

function cell(letter: Letter, chosen: boolean, x: number, y: number, { width, height, size }: StripLook): string {
  const grow = chosen ? Math.round(height * 0.155) : 0;
  const fill = chosen ? palette.paper : palette.raised;
  const look = { x: x + width / 2, y: y + Math.round(height * 0.724), anchor: 'middle', weight: chosen ? 800 : 600 } as const;
  return [
    `<rect x="${x}" y="${y - grow}" width="${width}" height="${height + 2 * grow}" rx="${Math.round(height * 0.24)}" fill="${fill}"/>`,
    svgText(letter, { ...look, size: chosen ? Math.round(size * 1.235) : size, fill: chosen ? palette.deep : palette.pale }),
  ].join('\n');
}
