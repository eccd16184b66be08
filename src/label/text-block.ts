import type { Fitted } from './fit-text.ts';
import { svgText } from './svg-text.ts';

/** Lines under each other; `y` is the first one's baseline. */
export function textBlock({ size, lines }: Fitted, x: number, y: number, fill: string, weight: 400 | 600 | 700, role?: string): string {
  return lines
    .map((line, index) =>
      svgText(line, { x, y: y + index * lineHeight(size), size, fill, weight, ...(role === undefined ? {} : { role }) }),
    )
    .join('\n');
}

/** From one baseline to the next. */
export const lineHeight = (size: number): number => Math.round(size * 1.16);
