import { type Drawing, type DrawnElement, mainLetter, measure, roleOf } from '../drawing.ts';
import type { LabelLint, LabelSubject } from '../label-lint.ts';

export const showsTheFacts: LabelLint = {
  id: 'shows-the-facts',
  on: 'label',
  rule: 'The form is the one asked for, its letter is the one decided, the scale shows all seven and marks that one, in one language throughout.',
  references: [],
  check: (drawing: Drawing, { form, facts }: LabelSubject) => {
    const { elements } = drawing;
    const letter = mainLetter(drawing);
    const cells = scaleOf(elements.filter((element) => element !== letter && roleOf(element) !== 'part'));
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

/** The single letters that stand on one line, most of them first: a product may be called by a letter too. */
function scaleOf(elements: readonly DrawnElement[]): readonly DrawnElement[] {
  const single = elements.filter(({ name, text }) => name === 'text' && /^[A-G]$/.test(text));
  const lines = Map.groupBy(single, (element) => measure(element, 'y'));
  return [...lines.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
}

const isForeign = ({ text }: { readonly text: string }): boolean => text.includes('⟦');
