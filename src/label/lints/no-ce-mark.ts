import { type Drawing, type DrawnElement, measure } from '../drawing.ts';
import type { LabelLint, LabelSubject } from '../label-lint.ts';

/** Of a name that itself says CE, a line may be left that says just that. */
const names = ['product', 'maker', 'category', 'issuer', 'scheme'] as const;

export const noCeMark: LabelLint = {
  id: 'no-ce-mark',
  on: 'label',
  rule: 'Nothing reads CE or stands as a C beside an E: this is no CE marking, and none may be taken for it.',
  references: [{ source: 'Regulation (EC) 765/2008', clause: '30(5)' }],
  check: ({ elements }: Drawing, { facts }: LabelSubject) => {
    const texts = elements.filter(({ name }) => name === 'text');
    const excused = names.some((name) => /(?:^|\s)CE(?:\s|$)/.test(facts[name]));
    const whole = texts.some(({ text }) => /^\W*[C\u0421]\s*[E\u0415]\W*$/u.test(text));
    return [
      ...(whole && !excused ? ['a text reads CE'] : []),
      ...(texts.some((one) => one.text === 'C' && texts.some((other) => standsBeside(one, other))) ? ['a C stands beside an E'] : []),
    ];
  },
};

const standsBeside = (c: DrawnElement, e: DrawnElement): boolean =>
  e.text === 'E' &&
  Math.abs(Math.log2(measure(c, 'font-size') / measure(e, 'font-size'))) < 1 &&
  Math.abs(measure(c, 'y') - measure(e, 'y')) < measure(c, 'font-size') &&
  Math.abs(measure(e, 'x') - measure(c, 'x')) < 1.3 * measure(c, 'font-size');
