import { type Box, boxOf, type Drawing, type DrawnElement, measure, pointsOf, roleOf } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

export const noStackedArrows: LabelLint = {
  id: 'no-stacked-arrows',
  on: 'every',
  rule: 'The letters stand side by side in cells of one width; no bars grow from one to the next, nothing is an arrow, no shape is turned.',
  references: [{ source: 'Regulation (EU) 2017/1369', clause: '6' }],
  check: ({ elements }: Drawing) => [...stacked(elements), ...growing(elements), ...arrows(elements), ...turned(elements)],
};

/** The letters of the parts in the long form are a list, not a scale. */
function stacked(elements: readonly DrawnElement[]): string[] {
  const scale = elements.filter((element) => element.name === 'text' && /^[A-G]$/.test(element.text) && roleOf(element) !== 'part');
  // One of each letter: a product may be called by a letter, which then stands once more.
  const each = new Map(scale.map((element) => [element.text, element])).values();
  const heights = new Set([...each].map((element) => Math.round(measure(element, 'y') / 20)));
  return heights.size > 3 ? ['the letters stand on top of each other'] : [];
}

/** Bars that grow from one to the next are the silhouette of the energy label even without points, lying or standing. */
function growing(elements: readonly DrawnElement[]): string[] {
  const boxes = elements.filter(isFilled).flatMap((element) => boxOf(element) ?? []);
  const lying = boxes.map(({ left, top, right, bottom }) => ({ at: top, thick: bottom - top, long: right - left }));
  const standing = boxes.map(({ left, top, right, bottom }: Box) => ({ at: left, thick: right - left, long: bottom - top }));
  return [lying, standing].some((bars) => steps(bars) >= 4) ? ['bars grow from one to the next'] : [];
}

const isFilled = (element: DrawnElement): boolean =>
  /^(?:rect|path|polygon)$/.test(element.name) && roleOf(element) !== 'code' && (element.attributes['fill'] ?? '') !== 'none';

type Bar = { readonly at: number; readonly thick: number; readonly long: number };

/** Most steps in a row that all grow or all shrink, among bars of about one thickness, in the order they lie in. */
function steps(bars: readonly Bar[]): number {
  let most = 0;
  for (const { thick } of bars) {
    if (thick < 20) continue;
    const alike = bars.filter((bar) => Math.abs(bar.thick - thick) < thick * 0.15 && bar.long > 0).toSorted((a, b) => a.at - b.at);
    let [up, down] = [0, 0];
    alike.forEach(({ long }, at) => {
      const before = alike[at - 1]?.long ?? long;
      up = long > before * 1.03 ? up + 1 : 0;
      down = long < before / 1.03 ? down + 1 : 0;
      most = Math.max(most, up, down);
    });
  }
  return most;
}

function arrows(elements: readonly DrawnElement[]): string[] {
  const pointed = elements.filter((element) => {
    const data = element.attributes['d'] ?? element.attributes['points'] ?? '';
    const corners = pointsOf(data).length;
    const box = boxOf(element);
    return (
      /^(?:path|polygon)$/.test(element.name) &&
      roleOf(element) !== 'code' &&
      !/[CQASTcqast]/.test(data) &&
      corners >= 5 &&
      corners <= 8 &&
      box !== null &&
      box.right - box.left < 600
    );
  });
  return pointed.length > 0 ? [`${pointed.length} shapes look like arrows`] : [];
}

/** A turned shape would pass every test of position; only pale words across a drawing and the code's own placing are transformed. */
const turned = (elements: readonly DrawnElement[]): string[] =>
  elements.flatMap((element) =>
    element.name === 'text' || element.attributes['transform'] === undefined || roleOf(element) === 'code'
      ? []
      : [`a ${element.name} is transformed`],
  );
