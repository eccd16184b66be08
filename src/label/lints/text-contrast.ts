import { blend, type Colour, contrast, readColour } from '../colour.ts';
import { boxOf, type Drawing, type DrawnElement, isWatermark, measure } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

type Veil = { readonly colour: Colour; readonly opacity: number };
const paper: Colour = [255, 255, 255];

export const textContrast: LabelLint = {
  id: 'text-contrast',
  rule: 'Every text stands out from what is drawn under it, also where the watermark runs: 4.5 to 1, 3 to 1 where it is large.',
  references: [{ source: 'WCAG 2.2', clause: '1.4.3' }],
  check: ({ elements }: Drawing) =>
    elements.flatMap((element, at) => {
      if (element.name !== 'text' || isWatermark(element)) return [];
      const fill = readColour(element.attributes['fill'] ?? '');
      if (fill === null) return [`"${element.text}" has no colour of its own`];
      const grounds = groundsOf(elements, at);
      const worst = Math.min(...grounds.flatMap((ground) => ratios(fill, ground, elements, at)));
      const least = measure(element, 'font-size') >= 64 ? 3 : 4.5;
      return worst >= least ? [] : [`"${element.text}" has a contrast of ${worst.toFixed(2)}, ${least} is asked`];
    }),
};

/** Colours under the beginning, the middle and the end of a text, by what was drawn before it. */
function groundsOf(elements: readonly DrawnElement[], at: number): readonly Colour[] {
  const box = boxOf(elements[at] as DrawnElement);
  if (box === null) return [paper];
  const y = (box.top + box.bottom) / 2;
  return [box.left + 1, (box.left + box.right) / 2, box.right - 1].map((x) => {
    let ground = paper;
    for (const element of elements.slice(0, at)) {
      const shape = element.name === 'text' ? null : boxOf(element);
      const colour = readColour(element.attributes['fill'] ?? '');
      if (shape !== null && colour !== null && x >= shape.left && x <= shape.right && y >= shape.top && y <= shape.bottom) ground = colour;
    }
    return ground;
  });
}

/** A watermark under a text tints its ground, one over it tints both; taken to run everywhere, and not to. */
function ratios(fill: Colour, ground: Colour, elements: readonly DrawnElement[], at: number): number[] {
  const under = elements.slice(0, at).flatMap(veils);
  const over = elements.slice(at + 1).flatMap(veils);
  return [
    contrast(fill, ground),
    ...under.map(({ colour, opacity }) => contrast(fill, blend(colour, ground, opacity))),
    ...over.map(({ colour, opacity }) => contrast(blend(colour, fill, opacity), blend(colour, ground, opacity))),
  ];
}

function veils(element: DrawnElement): Veil[] {
  const colour = isWatermark(element) ? readColour(element.attributes['fill'] ?? '') : null;
  return colour === null ? [] : [{ colour, opacity: measure(element, 'fill-opacity') }];
}
