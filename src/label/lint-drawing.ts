import { readDrawing } from './drawing.ts';
import { lints } from './lints/lints.generated.ts';

/** What a drawn specimen breaks of the rules it keeps, as `rule: fault`; empty when it may be shown. */
export function lintDrawing(svg: string): readonly string[] {
  const drawing = readDrawing(svg);
  return lints.flatMap((lint) => (lint.on === 'label' ? [] : lint.check(drawing).map((fault) => `${lint.id}: ${fault}`)));
}
