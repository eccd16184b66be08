import { fitText } from './fit-text.ts';
import type { LabelFacts } from './label-facts.ts';
import { nameText } from './name-text.ts';
import { palette } from './palette.ts';
import { svgText } from './svg-text.ts';
import { textWidth } from './text-width.ts';

/** Certificate number and issuer in one line on the coloured ground: the number never gives way, the issuer's name does. */
export function issueLine({ number, issuer }: LabelFacts, x: number, y: number, width: number): string {
  const first = fitText(number, { width: width - 100, lines: 1, sizes: [26, 25, 24, 23, 22] });
  const shown = first.lines[0] ?? '';
  const next = Math.round(textWidth(shown) * first.size + 22);
  const second = fitText(nameText(issuer), { width: width - next, lines: 1, sizes: [24, 23, 22] });
  return [
    svgText(shown, { x, y, size: first.size, fill: palette.paper, weight: 700, role: 'number' }),
    svgText(second.lines[0] ?? '', { x: x + next, y, size: second.size, fill: palette.pale, weight: 400, role: 'issuer' }),
  ].join('\n');
}
