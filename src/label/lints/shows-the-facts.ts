import { type Drawing, mainLetter, measure, roleOf } from '../drawing.ts';
import type { LabelLint, LabelSubject } from '../label-lint.ts';

export const showsTheFacts: LabelLint = {
  id: 'shows-the-facts',
  on: 'label',
  rule: 'The form is the one asked for, its letter is the one decided, the scale shows all seven and marks that one, in one language throughout.',
  references: [],
  check: (drawing: Drawing, { form, facts }: LabelSubject) => {
    const { elements } = drawing;
    const letter = mainLetter(drawing);
    const cells = elements.filter(
      (element) => element !== letter && element.name === 'text' && /^[A-G]$/.test(element.text) && roleOf(element) !== 'part',
    );
    const marked = cells.toSorted((a, b) => measure(b, 'font-size') - measure(a, 'font-size'));
    const foreign = JSON.stringify(facts).includes('⟦') ? undefined : elements.find(isForeign);
    return [
      ...(elements[0]?.attributes['data-form'] === form ? [] : [`the form is not ${form}`]),
      ...(letter?.text === facts.letter ? [] : ['the large letter is another one']),
      ...(cells.map(({ text }) => text).join('') === 'ABCDEFG' ? [] : ['the scale does not show A to G']),
      ...(marked[0]?.text === facts.letter && measure(marked[0], 'font-size') > measure(marked[1] ?? marked[0], 'font-size')
        ? []
        : ['the scale does not mark the letter']),
      ...(foreign === undefined ? [] : [`"${foreign.text}" is not translated`]),
    ];
  },
};

const isForeign = ({ text }: { readonly text: string }): boolean => text.includes('⟦');
