/**
 * Whether a shell pattern (`*`, `?`, `[…]`, `\` quotes) matches the whole of `text`. Never backtracks over more than the last `*`,
 * so the work is at most the product of the lengths; both are cut at 1024 characters.
 */
export function globMatches(pattern: string, text: string): boolean {
  if (pattern.length > 1024 || text.length > 1024) return false;
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    const width = p < pattern.length && pattern[p] !== '*' ? matchOne(pattern, p, text[t] ?? '') : 0;
    if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (width > 0) {
      p += width;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p >= pattern.length;
}

export const hasGlob = (text: string): boolean => /[*?[]/.test(text);

/** How many pattern characters match this one text character; 0 where they do not. */
function matchOne(pattern: string, at: number, character: string): number {
  const first = pattern[at];
  if (first === '?') return 1;
  if (first === '\\' && at + 1 < pattern.length) return pattern[at + 1] === character ? 2 : 0;
  const end = first === '[' ? pattern.indexOf(']', at + 2) : -1;
  if (end < 0) return first === character ? 1 : 0;
  const negated = pattern[at + 1] === '!' || pattern[at + 1] === '^';
  const inside = inBrackets(pattern.slice(at + (negated ? 2 : 1), end), character);
  return inside !== negated ? end - at + 1 : 0;
}

function inBrackets(members: string, character: string): boolean {
  for (let at = 0; at < members.length; at++) {
    const [from = '', dash, to] = members.slice(at, at + 3);
    if (dash === '-' && to !== undefined) {
      if (from <= character && character <= to) return true;
      at += 2;
    } else if (from === character) return true;
  }
  return false;
}
