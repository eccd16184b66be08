import { byCodeUnit } from './order.ts';

/** Canonical JSON for hashing and signing: keys by code unit, no undefined, no spaces, no newline. Same value, same text, on any machine. */
export function compactJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const record = value as Readonly<Record<string, unknown>>;
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(record).sort(byCodeUnit)) out[key] = sorted(record[key]);
  return out;
}
