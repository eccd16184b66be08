import { isClearValue } from './clear-values.ts';
import { commandPassword } from './command-password.ts';
import type { SecretPattern } from './patterns.ts';
import { settingPatterns, tokenHint, tokenPatterns } from './patterns.ts';

/** A setting, its separators and its value are shorter than this, so that it stands within the line's last part. */
const longestSetting = 400;

/** The first secret of a line, by the order of the patterns; null when there is none. Takes time in proportion to the line's length. */
export function secretInLine(line: string): { readonly kind: string; readonly value: string } | null {
  const patterns = tokenHint.test(line) ? [...tokenPatterns, ...settingPatterns] : settingPatterns;
  for (const pattern of patterns) {
    const value = valueIn(line, pattern);
    if (value !== null) return { kind: pattern.kind, value };
  }
  const value = commandPassword(line);
  return value !== null && isClearValue(value) ? { kind: 'command-line-password', value } : null;
}

function valueIn(line: string, { literal, pattern, before, isLast, isCertain }: SecretPattern): string | null {
  if (literal !== null && !line.includes(literal)) return null;
  pattern.lastIndex = isLast ? Math.max(0, line.length - longestSetting) : 0;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    const value = match.groups?.['secret'] ?? '';
    const isNamed = before === null || before.pattern.test(line.slice(Math.max(0, match.index - before.most - 1), match.index));
    if (isNamed && (isCertain || isClearValue(value))) return value;
    // A keyword may stand inside what a longer one took (`pass_word`, `_passwd`).
    if (isLast) pattern.lastIndex = match.index + 1;
  }
  return null;
}
