import { blend, type Colour, contrast, readColour } from '../colour.ts';
import { type Box, boxOf, type Drawing, type DrawnElement, isVeil, measure } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

type Veil = { readonly colour: Colour; readonly opacity: number };
type Shape = { readonly box: Box; readonly colour: Colour };
const paper: Colour = [255, 255, 255];

export const textContrast: LabelLint = {
  id: 'text-contrast',
  on: 'every',
  rule: 'Every text stands out from what is drawn under it, also where the watermark runs: 4.5 to 1, 3 to 1 where it is large.',
  references: [{ source: 'WCAG 2.2', clause: '1.4.3' }],
  check: ({ elements }: Drawing) => {
    const shapes = elements.map(shapeOf);
    return elements.flatMap((element, at) => {
      if (element.name !== 'text' || isVeil(element)) return [];
      const fill = readColour(element.attributes['fill'] ?? '');
      if (fill === null) return [`"${element.text}" has no colour of its own`];
      const grounds = groundsOf(element, shapes.slice(0, at));
      const worst = Math.min(...grounds.flatMap((ground) => ratios(fill, ground, elements, at)));
      const least = measure(element, 'font-size') >= 64 ? 3 : 4.5;
      return worst >= least ? [] : [`"${element.text}" has a contrast of ${worst.toFixed(2)}, ${least} is asked`];
    });
  },
};

/** What covers the ground: a filled shape with its box; null for text and for outlines. */
function shapeOf(element: DrawnElement): Shape | null {
  const colour = element.name === 'text' ? null : readColour(element.attributes['fill'] ?? '');
  const box = colour === null ? null : boxOf(element);
  return colour === null || box === null ? null : { box, colour };
}

/** Colours under the beginning, the middle and the end of a text, by what was drawn before it. */
function groundsOf(text: DrawnElement, before: readonly (Shape | null)[]): readonly Colour[] {
  const own = boxOf(text);
  if (own === null) return [paper];
  const y = (own.top + own.bottom) / 2;
  return [own.left + 1, (own.left + own.right) / 2, own.right - 1].map((x) => {
    const under = before.findLast(
      (shape) => shape !== null && x >= shape.box.left && x <= shape.box.right && y >= shape.box.top && y <= shape.box.bottom,
    );
    return under?.colour ?? paper;
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
  const colour = isVeil(element) ? readColour(element.attributes['fill'] ?? '') : null;
  return colour === null ? [] : [{ colour, opacity: measure(element, 'fill-opacity') }];
}
