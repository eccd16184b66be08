import { DecodeError } from '../foundation/decode-error.ts';

export type Fields = { readonly [key: string]: unknown };

/** A report as JSON; a byte-order mark is no part of it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new DecodeError('malformed', 'not JSON, or cut off');
  }
}

/** Every line that is a JSON object by itself, and how many others there are: reports that grow while a tool runs may be cut off. */
export function parseJsonLines(text: string): { readonly items: readonly unknown[]; readonly broken: number } {
  const items: unknown[] = [];
  let broken = 0;
  for (const raw of text.replace(/^\uFEFF/, '').split('\n')) {
    const line = raw.trim().replace(/,$/, '');
    if (line === '' || line === '[' || line === ']' || line === ',') continue;
    try {
      items.push(JSON.parse(line));
    } catch {
      broken += 1;
    }
  }
  return { items, broken };
}

/** The members of an object; none for anything else. */
export const fieldsOf = (value: unknown): Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text that says something; null for the rest. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** A port as a number or a text; null for what is none. */
export function portOf(value: unknown): number | null {
  const port = typeof value === 'number' ? value : typeof value === 'string' && /^\d{1,5}$/.test(value.trim()) ? Number(value) : -1;
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
}
