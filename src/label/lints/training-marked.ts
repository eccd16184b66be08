import { boxOf, type Drawing, type DrawnElement, extentOf, isVeil, mainLetter, measure, roleOf } from '../drawing.ts';
import type { LabelLint, LabelSubject } from '../label-lint.ts';

export const trainingMarked: LabelLint = {
  id: 'training-marked',
  on: 'label',
  rule: 'A training label says so in rows across all of it, one of them over the letter, and in a bar close to the code; no other label does.',
  references: [],
  check: (drawing: Drawing, { facts }: LabelSubject) => {
    const marks = drawing.elements.filter((element) => roleOf(element) === 'training');
    if (!facts.training) return marks.length === 0 ? [] : ['marked as training, and it is none'];
    const rows = marks.filter(isVeil);
    const bars = marks.filter((mark) => !isVeil(mark));
    const word = bars[0]?.text.toUpperCase() ?? '';
    return [
      ...(word === '' || word.endsWith('…') ? ['no bar says training'] : []),
      ...(bars.some((bar) => isAtCode(bar, drawing)) ? [] : ['no bar close to the code']),
      ...(rows.some((row) => runsOver(row, drawing)) ? [] : ['no row runs over the letter']),
      ...(leavesGap(rows, drawing) ? ['the rows leave a part of the label free'] : []),
      ...rows.flatMap((row) => faults(row, word)),
    ];
  },
};

/** Within 2.5 mm of the code's quiet zone; anywhere where there is no code. */
function isAtCode(bar: DrawnElement, { elements }: Drawing): boolean {
  const quiet = elements.find((element) => roleOf(element) === 'quiet');
  const [zone, box] = [quiet === undefined ? null : boxOf(quiet), boxOf(bar)];
  return zone === null || (box !== null && box.top > zone.bottom - 1 && box.top < zone.bottom + 25 + measure(bar, 'font-size'));
}

function runsOver(row: DrawnElement, drawing: Drawing): boolean {
  const letter = mainLetter(drawing);
  if (letter === undefined || drawing.elements.indexOf(row) < drawing.elements.indexOf(letter)) return false;
  const [x, y] = pivotOf(row);
  const size = measure(letter, 'font-size');
  return Math.hypot(x - measure(letter, 'x'), y - (measure(letter, 'y') - size * 0.36)) < size / 4;
}

/** Rows must follow each other within six heights, from above the upper edge to below the lower one. */
function leavesGap(rows: readonly DrawnElement[], drawing: Drawing): boolean {
  const heights = rows.map((row) => pivotOf(row)[1]).toSorted((a, b) => a - b);
  const size = Math.min(...rows.map((row) => measure(row, 'font-size')));
  const [, height] = extentOf(drawing);
  return [0, ...heights, height].toSorted((a, b) => a - b).some((y, at, all) => at > 0 && y - (all[at - 1] ?? 0) > 6 * size);
}

function pivotOf(row: DrawnElement): readonly [number, number] {
  const [, , x = 0, y = 0] = /rotate\((-?[\d.]+) (-?[\d.]+) (-?[\d.]+)\)/.exec(row.attributes['transform'] ?? '')?.map(Number) ?? [];
  return [x, y];
}

function faults(row: DrawnElement, word: string): string[] {
  const opacity = measure(row, 'fill-opacity');
  const [x, y] = pivotOf(row);
  return [
    ...(Math.hypot(x - measure(row, 'x'), y - measure(row, 'y')) < measure(row, 'font-size')
      ? []
      : ['a row is turned away from its place']),
    ...(row.text.includes(word) ? [] : ['a row says something else']),
    ...(opacity < 0.2 || opacity > 0.5 ? [`a row is ${opacity} opaque`] : []),
    ...(row.attributes['display'] === 'none' || row.attributes['visibility'] === 'hidden' ? ['a row is hidden'] : []),
  ];
}
