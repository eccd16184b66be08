import type { Drawing } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

export const noCode: LabelLint = {
  id: 'no-code',
  on: 'specimen',
  rule: 'A specimen carries nothing that a scanner could take for the code of a label, and no certificate number.',
  references: [],
  check: ({ elements }: Drawing) => [
    ...(elements.filter(({ name }) => name === 'rect').length > 20 ? ['so many rectangles that they may be a code'] : []),
    ...elements.flatMap(({ name, attributes }) => ((attributes['d']?.length ?? 0) > 1000 ? [`a ${name} long enough to be a code`] : [])),
    ...elements.flatMap(({ attributes }) =>
      attributes['data-role'] === 'number' || attributes['data-role'] === 'code' ? ['a number or a code'] : [],
    ),
  ],
};
