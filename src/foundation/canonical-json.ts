import { byCodeUnit } from './order.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One text for one value: keys by code unit, no undefined, two-space indent, a newline at the end. Same value, same bytes,
 * on any machine; this is what is digested and written.
 */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value as Json), undefined, 2)}\n`;
}

function sorted(value: Json | undefined): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const record = value as { readonly [key: string]: Json | undefined };
  return Object.fromEntries(
    Object.keys(record)
      .sort(byCodeUnit)
      .map((key) => [key, sorted(record[key])]),
  );
}
