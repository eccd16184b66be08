import { boxOf, type Drawing, type DrawnElement, measure, pointsOf } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

export const noStackedArrows: LabelLint = {
  id: 'no-stacked-arrows',
  rule: 'The letters stand side by side in cells of one width, and nothing is an arrow.',
  references: [{ source: 'Regulation (EU) 2017/1369', clause: '6' }],
  check: ({ elements }: Drawing) => [...stacked(elements), ...growing(elements), ...arrows(elements)],
};

function stacked(elements: readonly DrawnElement[]): string[] {
  const scale = elements.filter(({ name, text }) => name === 'text' && /^[A-G]$/.test(text));
  const heights = new Set(scale.map((element) => Math.round(measure(element, 'y') / 20)));
  return heights.size > 3 ? ['the letters stand on top of each other'] : [];
}

/** Bars that grow from one to the next are the silhouette of the energy label even without points. */
function growing(elements: readonly DrawnElement[]): string[] {
  const widths = elements
    .filter((element) => element.name === 'rect' && measure(element, 'height') < 120 && measure(element, 'height') > 20)
    .map((element) => measure(element, 'width'));
  const steps = widths.filter((width, at) => at > 0 && width > (widths[at - 1] ?? 0)).length;
  return steps >= 4 ? ['bars grow from one to the next'] : [];
}

function arrows(elements: readonly DrawnElement[]): string[] {
  const pointed = elements.filter((element) => {
    const data = element.attributes['d'] ?? element.attributes['points'] ?? '';
    const corners = pointsOf(data).length;
    const box = boxOf(element);
    return (
      /^(?:path|polygon)$/.test(element.name) &&
      !/[CQASTcqast]/.test(data) &&
      corners >= 5 &&
      corners <= 8 &&
      box !== null &&
      box.right - box.left < 600
    );
  });
  return pointed.length > 0 ? [`${pointed.length} shapes look like arrows`] : [];
}
