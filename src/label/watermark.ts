import { cleanText } from './clean-text.ts';
import { escapeXml } from './escape-xml.ts';
import { palette } from './palette.ts';
import { textWidth } from './text-width.ts';

declare const drawn: unique symbol;
/** Only `watermark` makes one, and a specimen cannot be put together without one. */
export type Watermark = string & { readonly [drawn]: true };

/**
 * The word for "specimen" across the letter and again across the facts, so that neither can be cut out without it; pale enough to read what
 * lies under it.
 */
export function watermark(word: string): Watermark {
  const shown = cleanText(word) || 'SPECIMEN';
  const size = Math.min(150, Math.floor(640 / Math.max(1, textWidth(shown))));
  const look = `font-size="${size}" font-weight="800" fill="${palette.mark}" fill-opacity="0.34"`;
  const across = (y: number): string =>
    `<text data-role="watermark" x="310" y="${y + Math.round(size * 0.36)}" transform="rotate(-32 310 ${y})" text-anchor="middle" ${look}>${escapeXml(shown)}</text>`;
  return `${across(285)}\n${across(765)}` as Watermark;
}
