/** What a stranger sent, as one short line: blanks, controls and signs that hide or reorder text become one space; at most `most` characters, the last a `…` where it was cut. */
export function oneLine(text: string, most: number): string {
  const line = text
    .slice(0, most * 4)
    .replace(/[\s\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
