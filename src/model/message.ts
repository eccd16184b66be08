/** Texts by key for one language; a key that is missing falls back to English, visibly marked. */
export type Language = string;
export type Messages = {
  readonly language: Language;
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
  /** Where a missing key is looked for next: English. Its own fallback is not asked. */
  readonly fallback?: Messages;
};

/** What stands for `{name}` in a text. */
export type Values = Readonly<Record<string, string | number>>;

/** A text and the language it really is in; language null: nobody has it and the key itself is shown. */
export type Phrase = { readonly text: string; readonly language: Language | null };

/** The text of a key with its language, for whoever can mark up a foreign phrase (`lang="en"`). */
export function phrase(messages: Messages, key: string, values: Values = {}): Phrase {
  const own = textOf(messages, key);
  if (own !== undefined) return { text: fillIn(own, values), language: messages.language };
  const other = messages.fallback === undefined ? undefined : textOf(messages.fallback, key);
  if (other !== undefined) return { text: fillIn(other, values), language: messages.fallback?.language ?? null };
  return { text: `⟦${key}⟧`, language: null };
}

/** The text of a key as plain text: the fallback's is marked `… ⟦en⟧`, a key that nobody has is shown as `⟦key⟧`. */
export function text(messages: Messages, key: string, values: Values = {}): string {
  const found = phrase(messages, key, values);
  return found.language === null || found.language === messages.language ? found.text : `${found.text} ⟦${found.language}⟧`;
}

/** The text of `<key>.one` or `<key>.other`, with `{count}` filled in. */
export function countText(messages: Messages, key: string, count: number, values: Values = {}): string {
  return text(messages, `${key}.${count === 1 ? 'one' : 'other'}`, { ...values, count: numberText(messages, count) });
}

/** The own text of a plug-in: its translation if there is one, else the English that stands in the plug-in. */
export function translated(messages: Messages, key: string, english: string): Phrase {
  const own = textOf(messages, key);
  return own === undefined ? { text: english, language: 'en' } : { text: own, language: messages.language };
}

/** An RFC 3339 date or instant as a day in words; anything else stands as it is. */
export function dateText(messages: Messages, date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(date);
  const month = Number(match?.[2]);
  if (match === null || month < 1 || month > 12) return date;
  const day = Number(match[3]);
  const values = { day, month: text(messages, `month.${month}`), year: String(match[1]) };
  return text(messages, day === 1 ? 'date.first' : 'date.other', values);
}

/** A whole number with the language's separator between groups of three digits. */
export function numberText(messages: Messages, value: number): string {
  const separator = textOf(messages, 'number.group') ?? ' ';
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, () => separator);
}

function textOf({ texts }: Messages, key: string): string | undefined {
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}

/** A placeholder without a value stays as it is: visible, not silently empty. */
function fillIn(pattern: string, values: Values): string {
  return pattern.replace(/\{([a-z][A-Za-z]*)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}
