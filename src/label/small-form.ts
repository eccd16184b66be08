import { type Messages, text } from '../model/message.ts';
import { fitText } from './fit-text.ts';
import type { FormDrawing } from './form-drawing.ts';
import { issueLine } from './issue-line.ts';
import { codeSide, formSizes } from './label-form.ts';
import { labelCard, labelGround } from './label-ground.ts';
import { letterStrip, stripWidth } from './letter-strip.ts';
import { palette } from './palette.ts';
import { printedCode } from './printed-code.ts';
import { shield } from './shield.ts';
import { svgText } from './svg-text.ts';
import { trainingBar, trainingRows } from './training-mark.ts';

const [width, height] = formSizes.small;
/** Middle of the left half. */
const middle = 148;
const strip = { pitch: 37, width: 33, height: 40, size: 22 };
/** Left edge of the code. */
const codeLeft = 300;

/** Where the full form has no room: letter, scale and code, and whose number it is. */
export const smallForm: FormDrawing = (facts, messages, matrix) => [
  labelGround(width, height, 26),
  shield(facts.letter, middle, 98, 186),
  labelCard(codeLeft - 8, 12, codeSide + 16, 394, 18),
  ...(facts.training ? [trainingRows(messages, [middle, 184], formSizes.small, 30)] : []),
  heading(messages),
  letterStrip(facts.letter, Math.round(middle - stripWidth(strip) / 2), 344, strip),
  printedCode(matrix, codeLeft, 20),
  facts.training ? trainingBar(messages, [codeLeft + 6, 361, codeSide - 12, 38]) : call(messages),
  issueLine(facts, 28, 438, width - 56),
];

function heading(messages: Messages): string {
  const large = fitText(text(messages, 'label.words'), { width: 256, lines: 1, sizes: [34, 32, 30, 28, 26, 24, 22] });
  return svgText(large.lines[0] ?? '', { x: middle, y: 62, size: large.size, fill: palette.paper, weight: 700, anchor: 'middle' });
}

function call(messages: Messages): string {
  const { size, lines } = fitText(text(messages, 'label.scan.short'), { width: codeSide - 24, lines: 1, sizes: [26, 24, 23, 22] });
  return svgText(lines[0] ?? '', { x: codeLeft + codeSide / 2, y: 386, size, fill: palette.deep, weight: 600, anchor: 'middle' });
}
