import { type Drawing, isWatermark } from '../drawing.ts';
import type { LabelLint } from '../label-lint.ts';

export const noSpecimen: LabelLint = {
  id: 'no-specimen',
  on: 'label',
  rule: 'A label that was issued is not marked as a specimen.',
  references: [],
  check: ({ elements }: Drawing) => (elements.some(isWatermark) ? ['a watermark of specimens'] : []),
};
