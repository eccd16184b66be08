/** Lines shown of each list; the rest is in --json. */
const shown = 12;

/** A list under its name, one line an item, as far as it is shown. */
export function listLines<T>(name: string, items: readonly T[], line: (item: T) => string): readonly string[] {
  if (items.length === 0) return [];
  const rest = items.length > shown ? [`  ... ${items.length - shown} more: --json`] : [];
  return ['', `${name} (${items.length})`, ...items.slice(0, shown).map((item) => `  ${line(item)}`), ...rest];
}
