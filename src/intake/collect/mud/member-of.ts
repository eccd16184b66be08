export type Fields = { readonly [name: string]: unknown };

export const fieldsOf = (value: unknown): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A member by its name without the module (RFC 7951, 4): writers leave the module out or put it where it need not stand. */
export function memberOf(fields: Fields, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  const key = Object.keys(fields).find((one) => one.endsWith(`:${name}`));
  return key === undefined ? undefined : fields[key];
}
