import { type Messages, text } from '../model/message.ts';
import { fitText } from './fit-text.ts';
import type { FormDrawing } from './form-drawing.ts';
import type { LabelFacts } from './label-facts.ts';
import { formSizes } from './label-form.ts';
import { labelCard, labelGround } from './label-ground.ts';
import { labelWords } from './label-words.ts';
import { letterStrip, stripWidth } from './letter-strip.ts';
import { nameText } from './name-text.ts';
import { palette } from './palette.ts';
import { codeInset, printedCode } from './printed-code.ts';
import { shield } from './shield.ts';
import { svgText } from './svg-text.ts';
import { lineHeight, textBlock } from './text-block.ts';
import { trainingBar, trainingRows } from './training-mark.ts';

const [width, height] = formSizes.full;
const middle = width / 2;
const margin = 44;
const inner = width - 2 * margin;
const strip = { pitch: 88, width: 80, height: 62, size: 37 };
/** Upper edge of the code. */
const codeTop = 846;

/** On a box or in a shop: letter and scale above, whose label it is and what it says on a white card below. */
export const fullForm: FormDrawing = (facts, messages, matrix) => [
  labelGround(width, height, 34),
  shield(facts.letter, middle, 156, 226),
  labelCard(16, 534, width - 32, height - 550, 22),
  ...(facts.training ? [trainingRows(messages, [middle, 254], formSizes.full, 46)] : []),
  heading(messages),
  letterStrip(facts.letter, (width - stripWidth(strip)) / 2, 444, strip),
  naming(facts),
  rule(716),
  fact(text(messages, 'label.sure'), labelWords(facts, messages).sure, margin, 300),
  fact(text(messages, 'label.updates'), labelWords(facts, messages).updates, 370, 306),
  printedCode(matrix, round(margin - codeInset(matrix)), codeTop),
  issue(facts, messages),
  facts.training ? trainingBar(messages, [margin, 1190, inner, 42]) : rule(1210),
  textBlock(
    fitText(labelWords(facts, messages).graded, { width: inner, lines: 2, sizes: [24, 23, 22] }),
    margin,
    1262,
    palette.soft,
    400,
    'graded',
  ),
];

const rule = (y: number): string => `<rect x="${margin}" y="${y}" width="${inner}" height="2" fill="${palette.line}"/>`;

const round = (value: number): number => Math.round(value * 10) / 10;

function heading(messages: Messages): string {
  const large = fitText(text(messages, 'label.words'), { width: inner, lines: 1, sizes: [58, 54, 50, 46, 42, 38, 34, 30] });
  return [
    svgText(large.lines[0] ?? '', { x: middle, y: 81, size: large.size, fill: palette.paper, weight: 700, anchor: 'middle' }),
    svgText('IoT Qualified Security', { x: middle, y: 115, size: 25, fill: palette.pale, weight: 600, anchor: 'middle' }),
  ].join('\n');
}

function naming({ product, maker, category }: LabelFacts): string {
  const name = productName(nameText(product));
  const top = 586 + Math.round(name.size * 1.05);
  const below = top + (name.lines.length - 1) * lineHeight(name.size) + 37;
  const small = { width: inner, lines: 1, sizes: [25, 24, 23, 22] };
  return [
    textBlock(fitText(nameText(maker), small), margin, 584, palette.soft, 600, 'maker'),
    textBlock(name, margin, top, palette.deep, 700, 'product'),
    textBlock(fitText(nameText(category), small), margin, below, palette.soft, 400, 'category'),
  ].join('\n');
}

/** In one line as large as it goes, else in two, so that the category stays where it is. */
function productName(name: string): ReturnType<typeof fitText> {
  const short = fitText(name, { width: inner, lines: 1, sizes: [52, 48, 44, 40] });
  return short.lines.join('').endsWith('…') ? fitText(name, { width: inner, lines: 2, sizes: [36, 33, 30, 27] }) : short;
}

function fact(caption: string, value: string, x: number, room: number): string {
  return [
    textBlock(fitText(caption, { width: room, lines: 1, sizes: [22] }), x, 752, palette.soft, 400),
    textBlock(fitText(value, { width: room, lines: 2, sizes: [28, 26, 24, 23, 22] }), x, 786, palette.deep, 700),
  ].join('\n');
}

/** Beside the code: number, issuer, and what the code is for. */
function issue({ number, issuer }: LabelFacts, messages: Messages): string {
  const x = 394;
  const room = width - margin - x;
  const line = (lines: number, sizes: readonly number[]): Parameters<typeof fitText>[1] => ({ width: room, lines, sizes });
  return [
    textBlock(fitText(text(messages, 'label.number'), line(1, [22])), x, 880, palette.soft, 400),
    textBlock(fitText(number, line(2, [27, 26, 25, 24, 23, 22])), x, 912, palette.deep, 700, 'number'),
    textBlock(fitText(text(messages, 'label.issuer'), line(1, [22])), x, 978, palette.soft, 400),
    textBlock(fitText(nameText(issuer), line(3, [25, 24, 23, 22])), x, 1008, palette.deep, 600, 'issuer'),
    textBlock(fitText(text(messages, 'label.scan'), line(3, [24, 23, 22])), x, 1112, palette.soft, 600),
  ].join('\n');
}
