import { type Drawing, mainLetter } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

export const hasTextAlternative: LabelLint = {
  id: 'has-text-alternative',
  on: 'every',
  rule: 'The picture says in words, and in which language, what it shows.',
  references: [{ source: 'WCAG 2.2', clause: '1.1.1' }],
  check: (drawing: Drawing) => {
    const { elements } = drawing;
    const attributes = elements[0]?.attributes ?? {};
    const named = (attributes['aria-labelledby'] ?? '').split(' ').map((id) => elements.find((element) => element.attributes['id'] === id));
    const letter = mainLetter(drawing)?.text;
    return [
      ...(attributes['role'] === 'img' ? [] : ['the role is not img']),
      ...((attributes['lang'] ?? '') === '' ? ['no language'] : []),
      ...['title', 'desc'].flatMap((name) =>
        named.some((element) => element?.name === name && element.text !== '') ? [] : [`no ${name} is named`],
      ),
      ...(letter !== undefined && named.some((element) => element !== undefined && said(element.text, letter))
        ? []
        : ['the letter is not said']),
    ];
  },
};

/** As a word of its own: a capital in a product's name does not say the letter. */
const said = (text: string, letter: string): boolean => new RegExp(`(?:^|[^\\p{L}])${letter}(?:[^\\p{L}]|$)`, 'u').test(text);
