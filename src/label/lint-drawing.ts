import { readDrawing } from './drawing.ts';
import { lints } from './lints/lints.generated.ts';

/** What a drawn label breaks of the rules every label keeps, as `rule: fault`; empty when it may be shown. */
export function lintDrawing(svg: string): readonly string[] {
  const drawing = readDrawing(svg);
  return lints.flatMap(({ id, check }) => check(drawing).map((fault) => `${id}: ${fault}`));
}
