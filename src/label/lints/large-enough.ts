import { type Drawing, measure } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

export const largeEnough: LabelLint = {
  id: 'large-enough',
  rule: 'The full form is at least 62 by 100 mm, and its smallest letters have an x-height of 1.2 mm, as on food.',
  references: [{ source: 'Regulation (EU) 1169/2011', clause: '13(2)' }],
  check: ({ elements }: Drawing) => {
    const root = elements[0];
    const [width, height] = [
      /^([\d.]+)mm$/.exec(root?.attributes['width'] ?? '')?.[1],
      /^([\d.]+)mm$/.exec(root?.attributes['height'] ?? '')?.[1],
    ].map(Number) as [number, number];
    if (!(width >= 62 && height >= 100)) return ['smaller than 62 by 100 mm'];
    const [, , units = 0, rows = 0] = (root?.attributes['viewBox'] ?? '').split(' ').map(Number);
    const skewed = Math.abs(units / width - rows / height) > 0.01;
    /** Inter's x-height is 0.546 em. */
    const least = 1.2 / 0.546;
    const small = elements.filter((element) => element.name === 'text' && (measure(element, 'font-size') * width) / units < least);
    return [...(skewed ? ['the view box has another shape'] : []), ...small.map(({ text }) => `"${text}" is too small`)];
  },
};
