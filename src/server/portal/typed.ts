/** What a person typed into a form, by field; a repeated field has several. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** The first value of a field, trimmed; empty where it was left out. */
export const typedText = (typed: Typed, name: string): string => (Object.hasOwn(typed, name) ? (typed[name]?.[0] ?? '').trim() : '');

export const typedAll = (typed: Typed, name: string): readonly string[] =>
  Object.hasOwn(typed, name) ? (typed[name] ?? []).filter((each) => each !== '') : [];

/** The fields of a form as posted; files are left out. */
export function typedForm(form: FormData): Typed {
  const typed: Record<string, string[]> = {};
  for (const [name, value] of form) if (typeof value === 'string' && name !== '__proto__') (typed[name] ??= []).push(value);
  return typed;
}
