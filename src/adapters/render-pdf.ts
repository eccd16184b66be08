import PDFDocument from 'pdfkit';
import { UserError } from '../foundation/user-error.ts';
import type { LabelSvg } from '../label/draw-label.ts';
import { boxOf, type Drawing, type DrawnElement, extentOf, measure, readDrawing, roleOf } from '../label/drawing.ts';
import { type Ink, inkOf } from '../label/inks.ts';
import { type FontWeight, interFont } from './inter-fonts.ts';

/** Points in a tenth of a millimetre. */
const unit = 72 / 254;

/** What a printer may be off when cutting: 3 mm on every side, in label units. */
export const bleed = 30;

type Document = InstanceType<typeof PDFDocument>;

/** With pdfkit's font library some of Inter's kerned pairs run into each other ("7.1"), so pairs are left unkerned. Its types know lists of features only. */
const unkerned = { kern: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[];

/**
 * A label as a print file: one page, the label at its size with the ground running 3 mm over (TrimBox, BleedBox), vector shapes and text in
 * embedded Inter, colours in CMYK by `inks`, title, language and text alternative. `on` is the RFC 3339 instant it is dated with: the same
 * drawing and instant give the same bytes. Refuses with `LABEL_FONT` a name with signs that Inter lacks, rather than to print empty boxes.
 */
export async function renderPdf(svg: LabelSvg, on: string): Promise<Uint8Array> {
  const drawing = readDrawing(svg);
  const [width, height] = extentOf(drawing);
  const said = (name: string): string => drawing.elements.find((element) => element.name === name)?.text ?? '';
  const document = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: drawing.elements[0]?.attributes['lang'] ?? 'en',
    info: { Title: said('title'), Subject: said('desc'), Producer: 'iqs', Creator: 'iqs', CreationDate: new Date(on) },
  });
  const bytes = collected(document);
  const [wide, tall] = [(width + 2 * bleed) * unit, (height + 2 * bleed) * unit];
  document.addPage({ size: [wide, tall], margin: 0 });
  const edge = bleed * unit;
  Object.assign(document.page.dictionary.data, {
    BleedBox: [0, 0, wide, tall],
    TrimBox: [edge, edge, wide - edge, tall - edge],
  });
  const figure = document.struct('Figure', { alt: `${said('title')}. ${said('desc')}` }, () => draw(document, drawing));
  document.addStructure(document.struct('Document', {}, figure));
  document.end();
  return bytes;
}

function collected(document: Document): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
  });
}

function draw(document: Document, drawing: Drawing): void {
  document.save();
  document.transform(unit, 0, 0, unit, bleed * unit, bleed * unit);
  for (const element of drawing.elements) {
    if (!/^(?:rect|path|text)$/.test(element.name)) continue;
    document.save();
    if (element.name === 'rect' || element.name === 'path') drawShape(document, element, extentOf(drawing));
    else drawText(document, element);
    document.restore();
  }
  document.restore();
}

function drawShape(document: Document, element: DrawnElement, extent: readonly [number, number]): void {
  const { fill = 'none', stroke = 'none', d = '', transform } = element.attributes;
  const place = /^translate\((-?[\d.]+) (-?[\d.]+)\) scale\(([\d.]+)\)$/
    .exec(transform ?? '')
    ?.slice(1)
    .map(Number);
  if (place !== undefined) document.transform(place[2] ?? 1, 0, 0, place[2] ?? 1, place[0] ?? 0, place[1] ?? 0);
  if (element.name === 'path') document.path(d);
  else if (roleOf(element) === 'ground') document.rect(...runOver(element, extent));
  else {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => measure(element, name)) as [number, number, number, number];
    const corner = measure(element, 'rx');
    if (corner > 0) document.roundedRect(x, y, width, height, corner);
    else document.rect(x, y, width, height);
  }
  if (fill !== 'none') document.fillColor(colour(fill)).fill();
  else if (stroke !== 'none') document.lineWidth(measure(element, 'stroke-width')).strokeColor(colour(stroke)).stroke();
}

/** A ground that touches an edge runs over it by the bleed, and is not rounded: the cutter does that. */
function runOver(element: DrawnElement, [width, height]: readonly [number, number]): [number, number, number, number] {
  const { left = 0, top = 0, right = 0, bottom = 0 } = boxOf(element) ?? {};
  const [from, above] = [left <= 0 ? left - bleed : left, top <= 0 ? top - bleed : top];
  return [from, above, (right >= width ? right + bleed : right) - from, (bottom >= height ? bottom + bleed : bottom) - above];
}

function drawText(document: Document, element: DrawnElement): void {
  const { attributes, text } = element;
  const [x, y] = [measure(element, 'x'), measure(element, 'y')];
  document.font(interFont(Number(attributes['font-weight']) as FontWeight)).fontSize(measure(element, 'font-size'));
  refuseUnknownSigns(document, text);
  const turn = /^rotate\((-?[\d.]+) (-?[\d.]+) (-?[\d.]+)\)$/
    .exec(attributes['transform'] ?? '')
    ?.slice(1)
    .map(Number);
  if (turn !== undefined) document.rotate(turn[0] ?? 0, { origin: [turn[1] ?? 0, turn[2] ?? 0] });
  const left = attributes['text-anchor'] === 'middle' ? x - document.widthOfString(text, { features: unkerned }) / 2 : x;
  document.fillColor(colour(attributes['fill'] ?? ''));
  // Set only where it is asked for: a printer that sees no opacity has nothing to flatten.
  if (attributes['fill-opacity'] !== undefined) document.fillOpacity(measure(element, 'fill-opacity'));
  document.text(text, left, y, { lineBreak: false, baseline: 'alphabetic', features: unkerned });
}

function colour(name: string): [number, number, number, number] {
  const ink: Ink | null = inkOf(name);
  if (ink === null) throw new RangeError(`no inks for ${name}`);
  return [...ink];
}

type WithGlyphs = { readonly _font: { readonly font: { hasGlyphForCodePoint: (code: number) => boolean } } };

function refuseUnknownSigns(document: Document, text: string): void {
  const { font } = (document as unknown as WithGlyphs)._font;
  const unknown = Array.from(text).find((sign) => !/\p{Cf}/u.test(sign) && !font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));
  if (unknown !== undefined)
    throw new UserError(
      'LABEL_FONT',
      `no letter form for ${unknown} (U+${(unknown.codePointAt(0) ?? 0).toString(16).toUpperCase()})`,
      `"${text}"`,
      'write the name in Latin, Greek or Cyrillic letters for the print file',
    );
}
