import { palette } from './palette.ts';

/** Shares of cyan, magenta, yellow and black, 0 to 100. */
export type Ink = readonly [cyan: number, magenta: number, yellow: number, black: number];

/**
 * What each colour of the palette is printed in. Indigo needs no yellow, so the yellow plate stays empty and small type is at most three inks;
 * no colour lays down more than 245 %, where coated board takes 280 and more; the code is black alone, so that no plate out of register can
 * blur it.
 */
export const inks: Readonly<Record<keyof typeof palette, Ink>> = {
  deep: [90, 93, 0, 62],
  panel: [90, 96, 0, 48],
  raised: [88, 92, 0, 15],
  ripple: [80, 83, 0, 8],
  farRipple: [87, 92, 0, 20],
  mark: [46, 45, 0, 0],
  soft: [70, 72, 0, 30],
  pale: [14, 15, 0, 0],
  line: [12, 12, 0, 0],
  tint: [4, 4, 0, 0],
  paper: [0, 0, 0, 0],
  ink: [0, 0, 0, 100],
};

/** The inks of a colour as drawings spell it; null for a colour that is not of the palette. */
export function inkOf(colour: string): Ink | null {
  const name = (Object.keys(palette) as (keyof typeof palette)[]).find((one) => palette[one] === colour);
  return name === undefined ? null : inks[name];
}
