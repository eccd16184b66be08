/**
 * Text for one terminal line: every control (ESC, C1, newline) and every sign that reorders text becomes a visible stand-in.
 * Threat: names from evidence would otherwise move the cursor, recolour or rewrite what the report says.
 */
export function safeText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u00b7').replace(/(?![\u200c\u200d])\p{Cf}/gu, '\u00b7');
}

/** Columns a text takes: two for East Asian wide signs and pictures, none for combining marks. */
export function columns(text: string): number {
  let count = 0;
  for (const sign of text) count += columnsOf(sign);
  return count;
}

/** Lines of at most `width` columns, broken at blanks, within a word only where it is wider than a line. */
export function wrapText(text: string, width: number): readonly string[] {
  const room = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((each) => pieces(each, room))) {
    const wide = columns(word);
    if (line !== '' && used + 1 + wide > room) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line = line === '' ? word : `${line} ${word}`;
    used = line === word ? wide : used + 1 + wide;
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  const cut: string[] = [];
  let piece = '';
  let used = 0;
  for (const sign of word) {
    const wide = columnsOf(sign);
    if (used + wide > width) {
      cut.push(piece);
      piece = '';
      used = 0;
    }
    piece += sign;
    used += wide;
  }
  return [...cut, piece];
}

function columnsOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/^[\p{M}\u200c\u200d]$/u.test(sign)) return 0;
  return (code >= 0x1100 && code < 0x1160) ||
    (code >= 0x2e80 && code < 0xd7b0) ||
    (code >= 0xf900 && code < 0xfb00) ||
    (code >= 0xfe30 && code < 0xfe70) ||
    (code >= 0xff00 && code < 0xff61) ||
    code >= 0x1f000
    ? 2
    : 1;
}
