/**
 * A name that somebody else chose, made safe to set in one line: control characters, lone surrogates, private use and line separators
 * become blanks, direction overrides (which reorder the text around them) and invisible signs are dropped, at most two marks are stacked on
 * a letter, blanks are folded (no-break ones stay). At most 240 code points are looked at; a longer one ends in an ellipsis.
 */
export function cleanText(raw: string): string {
  const head = Array.from(raw.slice(0, 2000), (sign) => sign);
  const cut = head.length > 240 || raw.length > 2000;
  const shown = head.slice(0, 240).join('');
  const clean = shown
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffe\uffff]/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/ +/g, ' ')
    .trim();
  return cut ? `${clean}…` : clean;
}
