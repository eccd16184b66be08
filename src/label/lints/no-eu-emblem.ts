import { type Box, boxOf, type Drawing, type DrawnElement, isVeil, roleOf } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

export const noEuEmblem: LabelLint = {
  id: 'no-eu-emblem',
  on: 'every',
  rule: 'No ring of like shapes, as the twelve stars of the European emblem: nobody may think that the Union issued this.',
  references: [
    { source: 'Administrative agreement with the Council of Europe on the use of the European emblem', clause: '2012/C 271/04' },
  ],
  check: ({ elements }: Drawing) => {
    const boxes = elements.flatMap(shapesOf);
    const alike = new Map<string, Box[]>();
    for (const box of boxes) {
      const kind = `${Math.round((box.right - box.left) / 4)}x${Math.round((box.bottom - box.top) / 4)}`;
      alike.set(kind, [...(alike.get(kind) ?? []), box]);
    }
    return [...alike.values()].some(isRing) ? ['like shapes stand in a ring'] : [];
  },
};

/** Boxes of the shapes an element draws: a path may draw many. */
function shapesOf(element: DrawnElement): readonly Box[] {
  if (isVeil(element) || roleOf(element) === 'code') return [];
  const outlines = element.name === 'path' ? (element.attributes['d'] ?? '').split(/(?=M)/) : [null];
  return outlines.flatMap((d) => boxOf(d === null ? element : { ...element, attributes: { d } }) ?? []);
}

/** Eight or more, all equally far from their middle, and not in one spot. */
function isRing(boxes: readonly Box[]): boolean {
  if (boxes.length < 8) return false;
  const centres = boxes.map(({ left, top, right, bottom }) => [(left + right) / 2, (top + bottom) / 2] as const);
  const mean = (at: 0 | 1): number => centres.reduce((sum, centre) => sum + centre[at], 0) / centres.length;
  const [x, y] = [mean(0), mean(1)];
  const far = centres.map(([cx, cy]) => Math.hypot(cx - x, cy - y));
  const radius = far.reduce((sum, one) => sum + one, 0) / far.length;
  return radius > 5 && far.every((one) => Math.abs(one - radius) < radius * 0.08);
}
