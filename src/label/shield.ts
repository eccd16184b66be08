import { palette } from './palette.ts';
import { svgText } from './svg-text.ts';

/**
 * Our own motif: a shield whose outline spreads in two ripples, as a signal does. `(x, y)` is the middle of its upper edge, sizes in label units.
 */
export function shield(letter: string, x: number, y: number, height: number): string {
  const unit = height / 226;
  const ripple = (grow: number, stroke: string): string =>
    `<path d="${outline(x, y - grow * 0.8, height + grow * 2)}" fill="none" stroke="${stroke}" stroke-width="${round(3 * unit)}"/>`;
  return [
    ripple(36 * unit, palette.farRipple),
    ripple(18 * unit, palette.ripple),
    `<path d="${outline(x, y, height)}" fill="${palette.paper}"/>`,
    svgText(letter, { x, y: round(y + height * 0.685), size: round(height * 0.72), fill: palette.deep, weight: 800, anchor: 'middle' }),
  ].join('\n');
}

/** Absolute path: a gently bowed upper edge with rounded corners, straight flanks, and sides that meet in a point. */
function outline(x: number, y: number, height: number): string {
  const half = height * 0.43;
  const corner = height * 0.1;
  const at = (dx: number, dy: number): string => `${round(x + dx)} ${round(y + dy)}`;
  const shoulder = height * 0.07;
  return [
    `M${at(0, 0)}`,
    `C${at(half * 0.35, shoulder * 0.9)} ${at(half * 0.6, shoulder)} ${at(half - corner, shoulder)}`,
    `Q${at(half, shoulder)} ${at(half, shoulder + corner)}`,
    `L${at(half, height * 0.5)}`,
    `C${at(half, height * 0.76)} ${at(half * 0.5, height * 0.91)} ${at(0, height)}`,
    `C${at(-half * 0.5, height * 0.91)} ${at(-half, height * 0.76)} ${at(-half, height * 0.5)}`,
    `L${at(-half, shoulder + corner)}`,
    `Q${at(-half, shoulder)} ${at(-half + corner, shoulder)}`,
    `C${at(-half * 0.6, shoulder)} ${at(-half * 0.35, shoulder * 0.9)} ${at(0, 0)}Z`,
  ].join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
