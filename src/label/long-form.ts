import { dateText, type Messages, text } from '../model/message.ts';
import { cleanText } from './clean-text.ts';
import { fitText } from './fit-text.ts';
import type { FormDrawing } from './form-drawing.ts';
import type { LabelFacts } from './label-facts.ts';
import { formSizes } from './label-form.ts';
import { labelGround } from './label-ground.ts';
import { dayText, labelWords } from './label-words.ts';
import { letterStrip } from './letter-strip.ts';
import { nameText } from './name-text.ts';
import { palette } from './palette.ts';
import { partRows } from './part-rows.ts';
import { codeInset, printedCode } from './printed-code.ts';
import { shield } from './shield.ts';
import { svgText } from './svg-text.ts';
import { lineHeight, textBlock } from './text-block.ts';
import { trainingBar, trainingRows } from './training-mark.ts';

const [width, height] = formSizes.long;
const margin = 150;
const inner = width - 2 * margin;
const panel = 800;
const strip = { pitch: 142, width: 130, height: 104, size: 60 };
const codeTop = 2486;

/** Cover of a report, A4: what the other forms say, and the parts with their letters, versions and counts that stand behind their code. */
export const longForm: FormDrawing = (facts, messages, matrix) => [
  labelGround(width, height, 0, palette.paper),
  `<rect data-role="ground" x="0" y="0" width="${width}" height="${panel}" fill="${palette.panel}"/>`,
  shield(facts.letter, 1660, 140, 500),
  ...(facts.training ? [trainingRows(messages, [1660, 370], formSizes.long, 70, 330)] : []),
  heading(facts, messages),
  naming(facts),
  grid(facts, messages),
  `<rect x="${margin}" y="1606" width="${inner}" height="2" fill="${palette.line}"/>`,
  partRows(facts.parts, messages, margin, 1676, inner),
  `<rect x="${margin}" y="2450" width="${inner}" height="2" fill="${palette.line}"/>`,
  printedCode(matrix, Math.round(margin - codeInset(matrix)), codeTop),
  issue(facts, messages),
];

function heading(facts: LabelFacts, messages: Messages): string {
  const large = fitText(text(messages, 'label.words'), { width: 1000, lines: 1, sizes: [120, 112, 104, 96, 88, 80] });
  return [
    svgText(large.lines[0] ?? '', { x: margin, y: 280, size: large.size, fill: palette.paper, weight: 700 }),
    svgText('IoT Qualified Security', { x: margin, y: 352, size: 50, fill: palette.pale, weight: 600 }),
    letterStrip(facts.letter, margin, 520, strip),
    ...(facts.training ? [trainingBar(messages, [margin, 670, 6 * strip.pitch + strip.width, 78], 'light')] : []),
  ].join('\n');
}

function naming({ product, maker, category }: LabelFacts): string {
  const name = fitText(nameText(product), { width: inner, lines: 2, sizes: [96, 88, 80, 72, 66] });
  const small = { width: inner, lines: 1, sizes: [44, 40, 36] };
  const top = 924 + name.size;
  return [
    textBlock(fitText(nameText(maker), small), margin, 908, palette.soft, 600, 'maker'),
    textBlock(name, margin, top, palette.deep, 700, 'product'),
    textBlock(
      fitText(nameText(category), small),
      margin,
      top + (name.lines.length - 1) * lineHeight(name.size) + 66,
      palette.soft,
      400,
      'category',
    ),
  ].join('\n');
}

/** Six facts in three columns: what holds, and when. */
function grid(facts: LabelFacts, messages: Messages): string {
  const columns = [margin, 780, 1410];
  const counts = text(messages, 'report.sure.short', { at: facts.assurance.at, of: facts.assurance.of });
  const day = (date: string): string => dateText(messages, date);
  const cell = (key: string, value: string, column: number, y: number, note = ''): string =>
    [
      textBlock(
        fitText(text(messages, key), { width: 540, lines: 1, sizes: [34, 32, 30, 28] }),
        columns[column] ?? 0,
        y,
        palette.soft,
        400,
      ),
      textBlock(fitText(value, { width: 600, lines: 1, sizes: [46, 42, 38, 34, 31, 28] }), columns[column] ?? 0, y + 56, palette.deep, 700),
      ...(note === ''
        ? []
        : [textBlock(fitText(note, { width: 560, lines: 1, sizes: [32, 30, 28, 26] }), columns[column] ?? 0, y + 102, palette.soft, 400)]),
    ].join('\n');
  return [
    cell('label.sure', labelWords(facts, messages).sure, 0, 1310, counts),
    cell('label.updates', labelWords(facts, messages).updates, 1, 1310),
    cell('label.scheme', cleanText(facts.scheme), 2, 1310),
    cell('label.gradedOn', day(facts.gradedOn), 0, 1496),
    cell('label.issuedOn', day(facts.issuedOn), 1, 1496),
    cell('label.validUntil', day(facts.validUntil), 2, 1496),
  ].join('\n');
}

function issue(facts: LabelFacts, messages: Messages): string {
  const x = 560;
  const half = { width: 640, lines: 1 };
  const still = text(messages, 'label.still', { scheme: cleanText(facts.scheme), date: dayText(messages, facts.gradedOn) });
  return [
    textBlock(fitText(text(messages, 'label.number'), { ...half, sizes: [34] }), x, 2540, palette.soft, 400),
    textBlock(fitText(facts.number, { ...half, sizes: [48, 44, 40, 36, 32] }), x, 2600, palette.deep, 700, 'number'),
    textBlock(fitText(text(messages, 'label.issuer'), { ...half, sizes: [34] }), 1250, 2540, palette.soft, 400),
    textBlock(fitText(nameText(facts.issuer), { width: 700, lines: 2, sizes: [44, 40, 36, 32] }), 1250, 2600, palette.deep, 600, 'issuer'),
    textBlock(fitText(still, { width: width - margin - x, lines: 3, sizes: [36, 34, 32] }), x, 2714, palette.soft, 400, 'graded'),
    ...(facts.training ? [trainingBar(messages, [margin, 2846, inner, 62])] : []),
  ].join('\n');
}
