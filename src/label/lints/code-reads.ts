import { readCodePath } from '../code-path.ts';
import { type Drawing, type DrawnElement, roleOf } from '../drawing.ts';
import { hasCode } from '../label-form.ts';
import type { LabelLint, LabelSubject } from '../label-lint.ts';
import { readCode } from '../read-code.ts';

export const codeReads: LabelLint = {
  id: 'code-reads',
  on: 'label',
  rule: 'The printed code is there once, black, and its modules as drawn read exactly as the text of the code, at level M or better; a badge has none.',
  references: [{ source: 'ISO/IEC 18004', clause: '7' }],
  check: ({ elements }: Drawing, { form, facts }: LabelSubject) => {
    const codes = elements.filter((element) => roleOf(element) === 'code');
    const [code] = codes;
    if (!hasCode(form)) return codes.length === 0 ? [] : ['a badge carries a code'];
    if (code === undefined || codes.length > 1) return [`${codes.length} codes`];
    return [
      ...(code.attributes['fill'] === '#000000' && code.attributes['fill-opacity'] === undefined ? [] : ['the code is not black']),
      ...(textOf(code) === facts.code ? [] : ['the code does not read as the text it stands for']),
    ];
  },
};

function textOf({ name, attributes }: DrawnElement): string | null {
  const matrix = name === 'path' ? readCodePath(attributes['d'] ?? '', Number(attributes['data-modules'])) : null;
  return matrix === null ? null : (readCode(matrix)?.text ?? null);
}
