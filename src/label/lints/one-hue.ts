import { hueOf, readColour } from '../colour.ts';
import type { Drawing } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

const hue = 246;
/** Degrees: what rounding to eight bits does to the palest of our colours. */
const tolerance = 8;

export const oneHue: LabelLint = {
  id: 'one-hue',
  on: 'every',
  rule: 'Every colour is a shade of one hue, written #rrggbb.',
  references: [{ source: 'Regulation (EU) 2017/1369', clause: '6' }],
  check: ({ elements }: Drawing) =>
    elements.flatMap(({ name, attributes }) =>
      ['fill', 'stroke', 'color', 'stop-color'].flatMap((property) => {
        const value = attributes[property];
        if (value === undefined || value === 'none') return [];
        const colour = readColour(value);
        if (colour === null) return [`${name}: ${property} "${value}" is not #rrggbb`];
        const seen = hueOf(colour);
        const away = Math.abs(((seen.hue - hue + 540) % 360) - 180);
        return seen.chroma < 0.02 || away <= tolerance ? [] : [`${name}: ${property} ${value} has the hue ${Math.round(seen.hue)}`];
      }),
    ),
};
