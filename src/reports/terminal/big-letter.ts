import type { Letter } from '../../model/letter.ts';

const glyphs: Readonly<Record<Letter | 'none', readonly string[]>> = {
  A: [' ███ ', '█   █', '█████', '█   █', '█   █'],
  B: ['████ ', '█   █', '████ ', '█   █', '████ '],
  C: [' ████', '█    ', '█    ', '█    ', ' ████'],
  D: ['████ ', '█   █', '█   █', '█   █', '████ '],
  E: ['█████', '█    ', '████ ', '█    ', '█████'],
  F: ['█████', '█    ', '████ ', '█    ', '█    '],
  G: [' ████', '█    ', '█  ██', '█   █', ' ████'],
  none: ['     ', '     ', '█████', '     ', '     '],
};

/** A letter five lines high and ten columns wide; null, not rated, is a dash. */
export const bigLetter = (letter: Letter | null): readonly string[] =>
  glyphs[letter ?? 'none'].map((line) => line.replace(/./g, (sign) => sign + sign));
