import { UserError } from '../foundation/user-error.ts';
import { renderPng } from './render-png.ts';

/** Elements that draw by themselves: nothing that is fetched, repeated, filtered or run. */
const plain = new Set([
  'svg',
  'g',
  'title',
  'desc',
  'defs',
  'metadata',
  'rect',
  'path',
  'text',
  'tspan',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
]);

/** Largest SVG text, and how deep groups may nest. */
const mostSigns = 4_000_000;
const deepest = 60;

/**
 * A foreign SVG as PNG, 2400 pixels wide (less where it is taller than wide by far). Refuses with `LABEL_FILE_ACTIVE` whatever is more than
 * shapes and text (images, references, filters, entities, scripts), because a few bytes of those can draw for hours or reach into the machine.
 */
export function rasterizeSvg(svg: string): Uint8Array {
  if (svg.length > mostSigns) throw new UserError('LABEL_FILE_SIZE', 'this SVG is too large', 'picture', 'give at most 4 million signs');
  // XML 1.0, 2.2 (Char) has no such signs, and resvg 2.6 ends the whole process when it is to report a NUL.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(svg)) throw undrawable();
  const active = activePart(svg);
  if (active !== null)
    throw new UserError(
      'LABEL_FILE_ACTIVE',
      `this SVG holds ${active}`,
      'picture',
      'give a picture of it as PNG: only plain shapes and text are drawn',
    );
  try {
    return renderPng(svg, widthOf(svg));
  } catch {
    throw undrawable();
  }
}

function activePart(svg: string): string | null {
  if (/<!(?!--)/.test(svg)) return 'a document type or CDATA';
  if (/<\?(?!xml\s)/.test(svg)) return 'a processing instruction';
  if (/url\(|\b(?:xlink:)?href\s*=/i.test(svg)) return 'a reference';
  let depth = 0;
  for (const [, closing, name = '', rest = ''] of svg.matchAll(/<(\/?)([^\s/>!?]+)([^>]*)>/g)) {
    if (!plain.has(name)) return `<${name}>`;
    depth += closing === '/' ? -1 : rest.endsWith('/') ? 0 : 1;
    if (depth > deepest) return 'elements nested too deep';
  }
  return null;
}

/** So that height stays below 4 times the width we draw at; a shape beyond that is no label. */
function widthOf(svg: string): number {
  const [, , , width = 1, height = 1] = (/viewBox="\s*(\S+)[\s,]+(\S+)[\s,]+(\S+)[\s,]+(\S+?)\s*"/.exec(svg) ?? []).map(Number);
  const ratio = height / width;
  if (!(ratio > 0) || ratio > 20) throw new RangeError('shape of an SVG');
  return ratio > 3 ? Math.max(1, Math.floor(7200 / ratio)) : 2400;
}

const undrawable = (): UserError =>
  new UserError('LABEL_FILE', 'this SVG cannot be drawn', 'picture', 'give a whole SVG, or a picture of it as PNG');
