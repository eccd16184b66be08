import { textWidth } from './text-width.ts';

export type DrawnElement = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly text: string };

/** A label as its lints see it: what was really written, read back, in drawing order. */
export type Drawing = { readonly source: string; readonly elements: readonly DrawnElement[] };

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Reads back SVG in the plain form that we write: start tags with double-quoted attributes, and text. Comments and the rest are not elements. */
export function readDrawing(source: string): Drawing {
  const elements: DrawnElement[] = [];
  for (const match of source.matchAll(/<([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"]*")*)\s*\/?>([^<]*)/g)) {
    const attributes: Record<string, string> = {};
    for (const [, key = '', value = ''] of (match[2] ?? '').matchAll(/([\w:-]+)="([^"]*)"/g)) attributes[key] = unescaped(value);
    elements.push({ name: match[1] ?? '', attributes, text: unescaped(match[3] ?? '').trim() });
  }
  return { source, elements };
}

/** A measure of an element in label units; 0 where it has none. */
export const measure = ({ attributes }: DrawnElement, name: string): number => Number.parseFloat(attributes[name] ?? '0') || 0;

export const roleOf = ({ attributes }: DrawnElement): string => attributes['data-role'] ?? '';

/** A specimen's word across the label. */
export const isWatermark = (element: DrawnElement): boolean => element.name === 'text' && roleOf(element) === 'watermark';

/** Pale words across a drawing, meant to lie over and under others: a specimen's watermark, a training label's rows. */
export const isVeil = (element: DrawnElement): boolean =>
  isWatermark(element) || (element.name === 'text' && roleOf(element) === 'training' && element.attributes['transform'] !== undefined);

/** Width and height of a drawing in its own units; 0 where it states none. */
export function extentOf({ elements }: Drawing): readonly [width: number, height: number] {
  const [, , width = 0, height = 0] = (elements[0]?.attributes['viewBox'] ?? '').split(' ').map(Number);
  return [width, height];
}

/** The largest of the letters A to G: the one in the shield. */
export function mainLetter({ elements }: Drawing): DrawnElement | undefined {
  return elements
    .filter(({ name, text }) => name === 'text' && /^[A-G]$/.test(text))
    .toSorted((a, b) => measure(b, 'font-size') - measure(a, 'font-size'))[0];
}

/** The box around a rectangle, path (absolute coordinates), polygon or unrotated text; null for other elements. */
export function boxOf(element: DrawnElement): Box | null {
  const { name, attributes } = element;
  if (name === 'rect') {
    const [left, top] = [measure(element, 'x'), measure(element, 'y')];
    return { left, top, right: left + measure(element, 'width'), bottom: top + measure(element, 'height') };
  }
  if (name === 'text') return textBox(element);
  if (roleOf(element) === 'code') return codeBox(element);
  const points = pointsOf(attributes['d'] ?? attributes['points'] ?? '');
  if (points.length === 0) return null;
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/** Pairs of numbers in path data or a list of points. */
export function pointsOf(data: string): readonly (readonly [number, number])[] {
  const numbers = [...data.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, at) => [numbers[2 * at] ?? 0, numbers[2 * at + 1] ?? 0]);
}

/** The modules of a printed code, without its quiet zone; null where it is not placed as we place codes. */
function codeBox({ attributes }: DrawnElement): Box | null {
  const place = /^translate\((-?[\d.]+) (-?[\d.]+)\) scale\(([\d.]+)\)$/.exec(attributes['transform'] ?? '');
  const [left, top, scale] = [Number(place?.[1]), Number(place?.[2]), Number(place?.[3])];
  const side = scale * Number(attributes['data-modules']);
  return side > 0 && Number.isFinite(left + top + side) ? { left, top, right: left + side, bottom: top + side } : null;
}

function textBox(element: DrawnElement): Box {
  const size = measure(element, 'font-size');
  const width = textWidth(element.text) * size;
  const x = measure(element, 'x') - (element.attributes['text-anchor'] === 'middle' ? width / 2 : 0);
  const y = measure(element, 'y');
  return { left: x, top: y - size * 0.76, right: x + width, bottom: y + size * 0.22 };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
