const mostWords = 8;

/** A text that every database keeps: PostgreSQL has no NUL and no half a character. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '');

/** Lower case, without marks on letters, in one spelling: what is sorted and compared by. */
export const folded = (text: string): string => storable(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** The words of a text as they are searched for: letters and digits. Databases split text each in their way, so that the splitting is ours. */
export const searchWords = (...texts: readonly string[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [])),
];

/** Words as a `tsvector` is written: letters and digits only, so that nothing in them is read as syntax. */
export const wordVector = (words: readonly string[]): string => words.map((word) => `'${word.slice(0, 200)}'`).join(' ');

/** What finds every word at the beginning of one: `'lum':* & 'cam':*`. Null: there is no word in it. */
export function wordQuery(text: string): string | null {
  const words = searchWords(text).slice(0, mostWords);
  return words.length === 0 ? null : words.map((word) => `'${word.slice(0, 200)}':*`).join(' & ');
}
