/** What stands for a name. No letter, digit or separator, so that no name of a person, maker or product is in it. */
export const hidden = '▮';

const separators = /[\s_-]/u;
const invisible = /[\p{M}\p{Cf}]/gu;
const address = /https?:\/\/[^\s"'<>]+|[^\s@"'<>(),;:]{1,320}@[^\s@"'<>(),;:]+/giu;

/** A text as it is compared: compatibility forms, accents and case folded, each unit with the stretch of the text it comes from. */
type Folded = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] };

/**
 * A function that puts `▮` for each occurrence of the names in a text, inside longer words too, whatever the case, the accents (`É`, `e`), the written form (`ß`, `SS`) or the
 * separators (`Lumen Works`, `lumen-works`); and for web and e-mail addresses. What it gives it leaves as it is when asked again.
 */
export function hideNames(names: readonly string[]): (text: string) => string {
  const loose = new Set<string>();
  const exact = new Set<string>();
  for (const name of names) {
    // Hidden already.
    if (name.replaceAll(hidden, '').trim() === '') continue;
    const folded = fold(name, true).text.replaceAll(hidden, '') === '' ? '' : fold(name, true).text;
    if (folded !== '') loose.add(folded);
    // A name of nothing but separators or marks is looked for as it is written.
    else exact.add(name);
  }
  const hideOnce = (text: string): string =>
    [...exact].reduce((left, name) => left.replaceAll(name, hidden), hideFolded(text.replace(address, hidden), loose));
  return (text) => {
    // What stands left and right of a hidden name may make one that holds a `▮`: until there is none. Each turn leaves fewer other characters.
    for (let before = text; ; ) {
      const after = hideOnce(before);
      if (after === before) return after;
      before = after;
    }
  };
}

function hideFolded(text: string, names: ReadonlySet<string>): string {
  const { text: folded, starts, ends } = fold(text, true);
  const stretches = [...names].flatMap((name) =>
    occurrences(folded, name).map((at) => [starts[at] ?? 0, ends[at + name.length - 1] ?? 0] as const),
  );
  if (stretches.length === 0) return text;
  const merged: { readonly start: number; end: number }[] = [];
  for (const [start, end] of stretches.toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last === undefined || start > last.end) merged.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  const left = merged.map(({ start }, index) => text.slice(merged[index - 1]?.end ?? 0, start));
  return [...left, text.slice(merged.at(-1)?.end)].join(hidden);
}

function occurrences(text: string, name: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) found.push(at);
  return found;
}

function fold(text: string, isLoose: boolean): Folded {
  const [units, starts, ends]: [string[], number[], number[]] = [[], [], []];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const folded = isLoose && separators.test(character) ? '' : foldCharacter(character);
    for (const unit of folded.split('')) {
      units.push(unit);
      starts.push(at);
      ends.push(end);
    }
    // A mark belongs to the character before it.
    if (folded === '' && ends.length > 0 && !separators.test(character)) ends[ends.length - 1] = end;
    at = end;
  }
  return { text: units.join(''), starts, ends };
}

/** Upper case first: it takes `ß`, `ſ`, the final sigma and the dotless i to what they are confused with. */
const foldCharacter = (character: string): string =>
  character.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD').replace(invisible, '');
