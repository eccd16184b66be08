import { boxOf, type Drawing, extentOf, isVeil } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

/** 1.5 mm: what a cutter may be off. */
const margin = 15;

export const insideTheEdges: LabelLint = {
  id: 'inside-the-edges',
  on: 'every',
  rule: 'Every text lies within the label, and no two lines of text overlap.',
  references: [],
  check: (drawing: Drawing) => {
    const [width, height] = extentOf(drawing);
    const texts = drawing.elements
      .filter((element) => element.name === 'text' && !isVeil(element))
      .flatMap((element) => ({ words: element.text, box: boxOf(element) }));
    return texts.flatMap(({ words, box }, at) => {
      if (box === null) return [];
      const outside = box.left < margin || box.right > width - margin || box.top < margin || box.bottom > height - margin;
      const clash = texts
        .slice(0, at)
        .find(
          ({ box: other }) =>
            other !== null &&
            other.left < box.right &&
            other.right > box.left &&
            other.top + 4 < box.bottom - 4 &&
            other.bottom - 4 > box.top + 4,
        );
      return [
        ...(outside ? [`"${words}" crosses the edge`] : []),
        ...(clash === undefined ? [] : [`"${words}" overlaps "${clash.words}"`]),
      ];
    });
  },
};
