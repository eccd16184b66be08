import { readColour } from '../colour.ts';
import type { Drawing } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

/** The seven bars of the energy label, from process colours (e.g. `100-00-100-00`) to screen. */
const energy = ['#009640', '#52ae32', '#c8d400', '#ffed00', '#fbba00', '#eb6909', '#e2001a'].flatMap((text) => readColour(text) ?? []);
const bars = Array.from({ length: 7 }, (_, at) => energy.slice(3 * at, 3 * at + 3));

export const noEnergyPalette: LabelLint = {
  id: 'no-energy-palette',
  on: 'every',
  rule: 'No colour anywhere in the file is near one of the energy label’s green-to-red bars.',
  references: [{ source: 'Regulation (EU) 2017/1369', clause: '6' }],
  check: ({ source }: Drawing) =>
    [...source.matchAll(/#[0-9a-f]{6}\b/gi)].flatMap(([text]) => {
      const colour = readColour(text) ?? [];
      const near = bars.some((bar) => Math.hypot(...bar.map((channel, at) => channel - (colour[at] ?? 0))) < 70);
      return near ? [`${text} is near a bar of the energy label`] : [];
    }),
};
