import { type Drawing, type DrawnElement, isWatermark, measure } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

export const hasWatermark: LabelLint = {
  id: 'has-watermark',
  on: 'specimen',
  rule: 'A specimen is marked as one across the letter and across the facts, legibly and without hiding them.',
  references: [],
  check: ({ elements }: Drawing) => {
    const marks = elements.filter(isWatermark);
    if (marks.length === 0) return ['no watermark'];
    const letter = elements.findIndex((element) => /^[A-G]$/.test(element.text) && measure(element, 'font-size') > 100);
    const over = elements.slice(letter + 1).filter(isWatermark);
    return [
      ...(letter >= 0 && over.some((mark) => runsOver(mark, elements[letter] as DrawnElement))
        ? []
        : ['no watermark runs over the letter']),
      ...(marks.some((mark) => measure(mark, 'y') > 700) ? [] : ['no watermark runs over the facts']),
      ...marks.flatMap(faults),
    ];
  },
};

function runsOver(mark: DrawnElement, letter: DrawnElement): boolean {
  const [, , x = 0, y = 0] = /rotate\((-?[\d.]+) ([\d.]+) ([\d.]+)\)/.exec(mark.attributes['transform'] ?? '')?.map(Number) ?? [];
  return (
    Math.hypot(x - measure(letter, 'x'), y - (measure(letter, 'y') - measure(letter, 'font-size') * 0.36)) <
    measure(letter, 'font-size') / 3
  );
}

function faults(mark: DrawnElement): string[] {
  const opacity = measure(mark, 'fill-opacity');
  return [
    ...(mark.text === '' ? ['a watermark without a word'] : []),
    ...(measure(mark, 'font-size') < 60 ? ['a watermark is smaller than 6 mm'] : []),
    ...(opacity < 0.2 || opacity > 0.5 ? [`a watermark is ${opacity} opaque`] : []),
    ...(mark.attributes['display'] === 'none' || mark.attributes['visibility'] === 'hidden' ? ['a watermark is hidden'] : []),
  ];
}
