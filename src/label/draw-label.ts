import type { Messages } from '../model/message.ts';
import { badgeForm } from './badge-form.ts';
import type { CodeMatrix } from './code-matrix.ts';
import { escapeXml } from './escape-xml.ts';
import type { FormDrawing } from './form-drawing.ts';
import { fullForm } from './full-form.ts';
import type { LabelFacts } from './label-facts.ts';
import { formSizes, type LabelForm } from './label-form.ts';
import { labelWords } from './label-words.ts';
import { longForm } from './long-form.ts';
import { smallForm } from './small-form.ts';

declare const label: unique symbol;
/** SVG text of a label, not yet linted. Only `drawLabel` makes one. */
export type LabelSvg = string & { readonly [label]: true };

const drawings: Readonly<Record<LabelForm, FormDrawing>> = { full: fullForm, small: smallForm, badge: badgeForm, long: longForm };

/**
 * A label in one form and language, in units of 0.1 mm (5-label-and-register, Artwork). `matrix` is `facts.code` as an adapter encoded it; below
 * the host line there is no encoder, and `lintLabel` reads the drawn code back. Refuses nothing: names are cleaned, wrapped, shrunk and in the
 * end cut; whether the drawing may be used is for `lintLabel` to say.
 */
export function drawLabel(form: LabelForm, facts: LabelFacts, messages: Messages, matrix: CodeMatrix): LabelSvg {
  const [width, height] = formSizes[form];
  const language = escapeXml(messages.language);
  const id = `iqs-label-${form}`;
  const { title, description } = labelWords(facts, messages);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width / 10}mm" height="${height / 10}mm" viewBox="0 0 ${width} ${height}" data-form="${form}" role="img" lang="${language}" xml:lang="${language}" aria-labelledby="${id}-title ${id}-desc" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<title id="${id}-title">${escapeXml(title)}</title>`,
    `<desc id="${id}-desc">${escapeXml(description)}</desc>`,
    ...drawings[form](facts, messages, matrix),
    '</svg>\n',
  ].join('\n') as LabelSvg;
}
