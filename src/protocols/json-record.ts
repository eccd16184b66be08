export type JsonRecord = Readonly<Record<string, unknown>>;

/** The JSON object that `text` is; null where it is none. */
export function jsonRecord(text: string): JsonRecord | null {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A value of somebody's JSON as an object; null where it is none. */
export function asRecord(value: unknown): JsonRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null;
}

/** A text with something in it; null else. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
