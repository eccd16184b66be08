import { cleanText } from './clean-text.ts';
import { textWidth } from './text-width.ts';

export type Room = {
  /** Width in label units. */
  readonly width: number;
  /** Most lines. */
  readonly lines: number;
  /** Sizes to try, largest first, in label units. */
  readonly sizes: readonly number[];
};

export type Fitted = { readonly size: number; readonly lines: readonly string[] };

/** Sets a text in the largest size at which it fits, breaking between words; what still does not fit ends in an ellipsis. */
export function fitText(raw: string, room: Room): Fitted {
  const clean = cleanText(raw);
  const smallest = room.sizes.at(-1) ?? 22;
  for (const size of room.sizes) {
    const lines = brokenByWords(clean, room.width / size);
    if (lines !== null && lines.length <= room.lines) return { size, lines };
  }
  const lines = brokenAnywhere(clean, room.width / smallest);
  if (lines.length <= room.lines) return { size: smallest, lines };
  const kept = lines.slice(0, room.lines);
  return { size: smallest, lines: kept.map((line, index) => (index + 1 < kept.length ? line : ellipsed(line, room.width / smallest))) };
}

/** Lines of whole words, each at most `ems` wide; null where one word is wider. */
function brokenByWords(text: string, ems: number): string[] | null {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    if (textWidth(word) > ems) return null;
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer) <= ems) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The same, but a word wider than a line is cut between its letters. */
function brokenAnywhere(text: string, ems: number): string[] {
  const pieces = text.split(' ').flatMap((word) => {
    const cut: string[] = [];
    let piece = '';
    for (const letter of lettersOf(word)) {
      if (piece !== '' && textWidth(piece + letter) > ems) {
        cut.push(piece);
        piece = '';
      }
      piece += letter;
    }
    return [...cut, piece];
  });
  return brokenByWords(pieces.join(' '), ems) ?? pieces;
}

function ellipsed(line: string, ems: number): string {
  const kept = lettersOf(line.replace(/…$/, ''));
  while (kept.length > 1 && textWidth(`${kept.join('').trimEnd()}…`) > ems) kept.pop();
  return `${kept.join('').trimEnd()}…`;
}

/** Letters with the marks and joiners that belong to them, so that no cut falls between the two. */
function lettersOf(text: string): string[] {
  return text.match(/\P{M}(?:\p{M}|\u200d\P{M}|\u200c)*/gsu) ?? [];
}
