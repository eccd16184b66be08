import type { Drawing } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

export const hasTextAlternative: LabelLint = {
  id: 'has-text-alternative',
  rule: 'The picture says in words, and in which language, what it shows.',
  references: [{ source: 'WCAG 2.2', clause: '1.1.1' }],
  check: ({ elements }: Drawing) => {
    const attributes = elements[0]?.attributes ?? {};
    const named = (attributes['aria-labelledby'] ?? '').split(' ').map((id) => elements.find((element) => element.attributes['id'] === id));
    const letter = elements.find(
      ({ name, attributes: own, text }) => name === 'text' && /^[A-G]$/.test(text) && Number(own['font-size']) > 100,
    )?.text;
    return [
      ...(attributes['role'] === 'img' ? [] : ['the role is not img']),
      ...((attributes['lang'] ?? '') === '' ? ['no language'] : []),
      ...['title', 'desc'].flatMap((name) =>
        named.some((element) => element?.name === name && element.text !== '') ? [] : [`no ${name} is named`],
      ),
      ...(letter !== undefined && named.some((element) => element?.text.includes(letter)) ? [] : ['the letter is not said']),
    ];
  },
};
