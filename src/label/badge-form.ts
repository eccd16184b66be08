import { text } from '../model/message.ts';
import { fitText } from './fit-text.ts';
import type { FormDrawing } from './form-drawing.ts';
import { issueLine } from './issue-line.ts';
import { formSizes } from './label-form.ts';
import { labelGround } from './label-ground.ts';
import { letterStrip } from './letter-strip.ts';
import { nameText } from './name-text.ts';
import { palette } from './palette.ts';
import { shield } from './shield.ts';
import { svgText } from './svg-text.ts';
import { trainingBar, trainingRows } from './training-mark.ts';

const [width, height] = formSizes.badge;
const left = 222;
const inner = width - left - 30;
const strip = { pitch: 47, width: 42, height: 42, size: 25 };

/** For a web page or README, where the badge itself is the link: no code, for nobody scans their own screen. */
export const badgeForm: FormDrawing = (facts, messages) => {
  const words = fitText(text(messages, 'label.words'), { width: inner, lines: 1, sizes: [25, 24, 23, 22] });
  const product = fitText(nameText(facts.product), { width: inner, lines: 1, sizes: [44, 40, 36, 33, 30, 28, 26] });
  return [
    labelGround(width, height, 26),
    shield(facts.letter, 112, 38, 160),
    ...(facts.training ? [trainingRows(messages, [112, 110], formSizes.badge, 30)] : []),
    svgText(words.lines[0] ?? '', { x: left, y: 48, size: words.size, fill: palette.pale, weight: 600 }),
    svgText(product.lines[0] ?? '', { x: left, y: 99, size: product.size, fill: palette.paper, weight: 700, role: 'product' }),
    letterStrip(facts.letter, left, 126, strip),
    ...(facts.training ? [trainingBar(messages, [570, 123, width - 600, 48], 'light')] : []),
    issueLine(facts, left, 210, inner),
  ];
};
