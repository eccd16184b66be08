import { type Drawing, extentOf, measure } from '../drawing.ts';
import { formSizes } from '../label-form.ts';
import type { LabelLint } from '../label-lint.ts';

export const largeEnough: LabelLint = {
  id: 'large-enough',
  on: 'every',
  rule: 'A form has at least its printed size, the full one 62 by 100 mm, and the smallest letters have an x-height of 1.2 mm, as on food.',
  references: [{ source: 'Regulation (EU) 1169/2011', clause: '13(2)' }],
  check: (drawing: Drawing) => {
    const root = drawing.elements[0];
    const [width, height] = [
      /^([\d.]+)mm$/.exec(root?.attributes['width'] ?? '')?.[1],
      /^([\d.]+)mm$/.exec(root?.attributes['height'] ?? '')?.[1],
    ].map(Number) as [number, number];
    const [wide, tall] = leastOf(root?.attributes['data-form'] ?? '');
    if (!(width >= wide && height >= tall)) return [`smaller than ${wide} by ${tall} mm`];
    const [units, rows] = extentOf(drawing);
    const skewed = Math.abs(units / width - rows / height) > 0.01;
    /** Inter's x-height is 0.546 em. */
    const least = 1.2 / 0.546;
    const small = drawing.elements.filter((element) => element.name === 'text' && (measure(element, 'font-size') * width) / units < least);
    return [...(skewed ? ['the view box has another shape'] : []), ...small.map(({ text }) => `"${text}" is too small`)];
  },
};

function leastOf(form: string): readonly [number, number] {
  const size = Object.entries(formSizes).find(([name]) => name === form)?.[1];
  return size === undefined ? [62, 100] : [size[0] / 10, size[1] / 10];
}
