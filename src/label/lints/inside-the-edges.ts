import { boxOf, type Drawing, isWatermark } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

/** 1.5 mm: what a cutter may be off. */
const margin = 15;

export const insideTheEdges: LabelLint = {
  id: 'inside-the-edges',
  rule: 'Every text lies within the label, and no two lines of text overlap.',
  references: [],
  check: ({ elements }: Drawing) => {
    const texts = elements
      .filter((element) => element.name === 'text' && !isWatermark(element))
      .flatMap((element) => ({ words: element.text, box: boxOf(element) }));
    return texts.flatMap(({ words, box }, at) => {
      if (box === null) return [];
      const outside = box.left < margin || box.right > 620 - margin || box.top < margin || box.bottom > 1000 - margin;
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
