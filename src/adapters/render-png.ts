import { Resvg } from '@resvg/resvg-js';
import { fontWeights, interFont } from './inter-fonts.ts';

/** A label of 62 mm at 600 dots an inch. */
export const labelPixels = 1465;

/**
 * Draws SVG text as PNG, `width` pixels wide (1 to 8192; refused with a RangeError otherwise). The fonts are the Inter files of our own
 * dependency and never the machine's, so the bytes are the same everywhere; scripts that Inter lacks stay blank.
 */
export function renderPng(svg: string, width: number = labelPixels): Uint8Array {
  if (!Number.isInteger(width) || width < 1 || width > 8192) throw new RangeError(`width of a picture: ${width}`);
  const font = { loadSystemFonts: false, fontFiles: fontWeights.map(interFont), defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' };
  return new Uint8Array(new Resvg(svg, { font, fitTo: { mode: 'width', value: width } }).render().asPng());
}
