import { cleanText } from '../clean-text.ts';
import { type Drawing, roleOf } from '../drawing.ts';
import type { LabelLint, LabelSubject } from '../label-lint.ts';

export const namesItsIssue: LabelLint = {
  id: 'names-its-issue',
  on: 'label',
  rule: 'Every form shows the whole certificate number, and who issued it.',
  references: [{ source: 'ISO/IEC 17065', clause: '7.7.1' }],
  check: ({ elements }: Drawing, { facts }: LabelSubject) => {
    const shown = (role: string): string =>
      packed(
        elements
          .filter((element) => roleOf(element) === role)
          .map(({ text }) => text)
          .join(''),
      );
    const [number, issuer] = [packed(cleanText(facts.number)), packed(cleanText(facts.issuer)) || '–'];
    const named = shown('issuer').replace(/…$/, '');
    return [
      ...(number !== '' && shown('number') === number ? [] : ['the number is not shown whole']),
      ...(named !== '' && issuer.startsWith(named) ? [] : ['the issuer is not named']),
    ];
  },
};

/** Lines may break anywhere, so blanks say nothing. */
const packed = (text: string): string => text.replace(/\s/g, '');
