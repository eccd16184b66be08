import { readDrawing } from './drawing.ts';
import type { LabelFacts } from './label-facts.ts';
import type { LabelForm } from './label-form.ts';
import { lints } from './lints/lints.generated.ts';

/** What a drawn label breaks of the rules it keeps, as `rule: fault`; empty when it may be signed and published. */
export function lintLabel(svg: string, form: LabelForm, facts: LabelFacts): readonly string[] {
  const drawing = readDrawing(svg);
  return lints.flatMap((lint) => {
    const faults = lint.on === 'label' ? lint.check(drawing, { form, facts }) : lint.on === 'every' ? lint.check(drawing) : [];
    return faults.map((fault) => `${lint.id}: ${fault}`);
  });
}
