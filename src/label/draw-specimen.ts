import type { Assurance } from '../model/assurance.ts';
import type { LabelLetter } from '../model/label-claims.ts';
import type { Letter } from '../model/letter.ts';
import { dateText, type Messages, text } from '../model/message.ts';
import { cleanText } from './clean-text.ts';
import { escapeXml } from './escape-xml.ts';
import { fitText } from './fit-text.ts';
import { letterStrip } from './letter-strip.ts';
import { palette } from './palette.ts';
import { shield } from './shield.ts';
import { svgText } from './svg-text.ts';
import { textBlock as block, lineHeight } from './text-block.ts';
import { type Watermark, watermark } from './watermark.ts';

/** Narrows a letter to those a label can show; null for the others. */
export const labelLetter = (letter: Letter): LabelLetter | null => (letter === 'F' || letter === 'G' ? null : letter);

export type SpecimenFacts = {
  readonly letter: LabelLetter;
  readonly product: string;
  readonly category: string;
  readonly assurance: Assurance;
  /** RFC 3339 date; null where the maker states none. */
  readonly updatesUntil: string | null;
  /** e.g. `iqs-2027`. */
  readonly scheme: string;
  /** RFC 3339 date or instant. */
  readonly asOf: string;
  /** True where the letter is of the device part and not of the whole product. */
  readonly deviceOnly: boolean;
};

declare const specimen: unique symbol;
/** SVG text of a specimen: watermarked, without certificate number and without code. Only `drawSpecimen` makes one. */
export type SpecimenSvg = string & { readonly [specimen]: true };

const margin = 40;
const inner = 540;

/**
 * The full form of the label, 62 × 100 mm in units of 0.1 mm (5-label-and-register, Artwork), as a specimen. Refuses nothing: names of any
 * length and script are cleaned, wrapped, shrunk and in the end cut. Smallest type is 2.2 mm, an x-height of 1.2 mm.
 */
export function drawSpecimen(facts: SpecimenFacts, messages: Messages): SpecimenSvg {
  const mark = watermark(text(messages, 'label.watermark'));
  return assemble(facts, messages, [ground(), words(messages), shield(facts.letter, 310, 164, 226)], mark, [
    letterStrip(facts.letter, margin - 2, 432),
    details(facts, messages),
  ]);
}

/** What lies under the watermark and what lies over it: small type stays unveiled, the letter does not. */
function assemble(facts: SpecimenFacts, messages: Messages, under: string[], mark: Watermark, over: string[]): SpecimenSvg {
  const language = escapeXml(messages.language);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="62mm" height="100mm" viewBox="0 0 620 1000" role="img" lang="${language}" xml:lang="${language}" aria-labelledby="iqs-label-title iqs-label-desc" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<title id="iqs-label-title">${escapeXml(title(facts, messages))}</title>`,
    `<desc id="iqs-label-desc">${escapeXml(description(facts, messages))}</desc>`,
    ...under,
    mark,
    ...over,
    '</svg>\n',
  ].join('\n') as SpecimenSvg;
}

function ground(): string {
  return [
    `<rect x="0" y="0" width="620" height="1000" rx="30" fill="${palette.panel}"/>`,
    `<path d="M0 524L620 524L620 970Q620 1000 590 1000L30 1000Q0 1000 0 970Z" fill="${palette.paper}"/>`,
    `<rect x="1.5" y="1.5" width="617" height="997" rx="28.5" fill="none" stroke="${palette.panel}" stroke-width="3"/>`,
  ].join('\n');
}

function words(messages: Messages): string {
  const large = fitText(text(messages, 'label.words'), { width: inner, lines: 1, sizes: [50, 46, 42, 38, 34, 30] });
  return [
    svgText(large.lines[0] ?? '', { x: 310, y: 78, size: large.size, fill: palette.paper, weight: 700, anchor: 'middle' }),
    svgText('IoT Qualified Security', { x: 310, y: 112, size: 23, fill: palette.pale, weight: 600, anchor: 'middle' }),
  ].join('\n');
}

/** From the top: whose label it is. From the bottom: the small print, the note, the facts; so nothing moves when a name is long. */
function details(facts: SpecimenFacts, messages: Messages): string {
  const note = facts.deviceOnly ? deviceOnly(messages) : null;
  const rule = note === null ? 772 : 704;
  return [
    naming(facts),
    `<rect x="${margin}" y="${rule}" width="${inner}" height="2" fill="${palette.line}"/>`,
    fact(text(messages, 'label.updates'), updates(facts, messages), margin, rule + 34, 284),
    fact(text(messages, 'label.sure'), text(messages, `assurance.${facts.assurance}.label`), 342, rule + 34, 240),
    ...(note === null ? [] : [note]),
    block(fitText(graded(facts, messages), { width: inner, lines: 2, sizes: [24, 23, 22] }), margin, 944, palette.soft, 400),
  ].join('\n');
}

function naming({ product, category }: SpecimenFacts): string {
  const short = fitText(product || '–', { width: inner, lines: 1, sizes: [50, 46, 42] });
  const long = fitText(product || '–', { width: inner, lines: 2, sizes: [42, 38, 34] });
  const isShort = !short.lines.join('').endsWith('…');
  const name = isShort ? short : long.lines.join('').endsWith('…') ? fitText(product, { width: inner, lines: 3, sizes: [32] }) : long;
  const top = 540 + name.size;
  const below = top + (name.lines.length - 1) * lineHeight(name.size) + 34;
  return [
    block(name, margin, top, palette.deep, 700),
    block(fitText(category, { width: inner, lines: 1, sizes: [24, 22] }), margin, below, palette.soft, 400),
  ].join('\n');
}

/** A caption with its value under it, one of two columns. */
function fact(caption: string, value: string, x: number, y: number, width: number): string {
  return [
    block(fitText(caption, { width, lines: 1, sizes: [22] }), x, y, palette.soft, 400),
    block(fitText(value, { width, lines: 2, sizes: [27, 25, 23] }), x, y + 33, palette.deep, 700),
  ].join('\n');
}

function deviceOnly(messages: Messages): string {
  const note = fitText(text(messages, 'label.deviceOnly'), { width: inner - 44, lines: 2, sizes: [24, 23, 22] });
  return [
    `<rect x="${margin}" y="829" width="${inner}" height="76" rx="14" fill="${palette.tint}"/>`,
    block(note, margin + 22, note.lines.length === 1 ? 875 : 861, palette.deep, 600),
  ].join('\n');
}

function updates({ updatesUntil, asOf }: SpecimenFacts, messages: Messages): string {
  if (updatesUntil === null) return text(messages, 'label.updates.unstated');
  return updatesUntil < asOf.slice(0, 10) ? text(messages, 'label.updates.over') : dateText(messages, updatesUntil);
}

const graded = ({ scheme, asOf }: SpecimenFacts, messages: Messages): string =>
  text(messages, 'label.graded', { scheme: cleanText(scheme), date: dateText(messages, asOf).replaceAll(' ', '\u00a0') });

const title = (facts: SpecimenFacts, messages: Messages): string =>
  text(messages, 'label.title', { letter: facts.letter, product: cleanText(facts.product) });

function description(facts: SpecimenFacts, messages: Messages): string {
  const colon = text(messages, 'punctuation.colon');
  const values = { letter: facts.letter, product: cleanText(facts.product), category: cleanText(facts.category) };
  return [
    text(messages, 'label.desc', values),
    `${text(messages, 'label.sure')}${colon} ${text(messages, `assurance.${facts.assurance}.label`)}.`,
    `${text(messages, 'label.updates')}${colon} ${updates(facts, messages)}.`,
    ...(facts.deviceOnly ? [text(messages, 'label.deviceOnly')] : []),
    graded(facts, messages),
  ].join(' ');
}
