import { compactJson } from '../foundation/compact-json.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import type { RegisterEntry } from '../model/register-entry.ts';
import { checkEntry } from './check-entry.ts';
import { longestEntry } from './entry-bundle.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Checked as a reader would, and written: canonical JSON without spaces. What is longer than 65,535 bytes is `limit`. */
export function encodeEntry(entry: RegisterEntry): Uint8Array {
  const bytes = encoder.encode(compactJson(checkEntry(entry)));
  if (bytes.length > longestEntry) throw new DecodeError('limit', `an entry of ${bytes.length} bytes`);
  return bytes;
}

/** Strictly: unknown or missing fields, other spellings of the same value and duplicate keys are `malformed`; there is one text for one entry. */
export function readEntry(bytes: Uint8Array): RegisterEntry {
  if (bytes.length > longestEntry) throw new DecodeError('limit', `an entry of ${bytes.length} bytes`);
  const text = decodeText(bytes);
  const entry = checkEntry(parseJson(text));
  // Canonical: keys in order, and what JSON.stringify makes of the values. Cheaper than sorting and encoding again, and every entry is read this way.
  if (!isSorted(entry) || JSON.stringify(entry) !== text) throw new DecodeError('malformed', 'not in canonical form');
  return entry;
}

/** Whether the keys of a value and of all in it go by code unit. Its depth is that of the shape it has. */
function isSorted(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let before = '';
  for (const key in value) {
    if (key < before || !isSorted((value as Readonly<Record<string, unknown>>)[key])) return false;
    before = key;
  }
  return true;
}

function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DecodeError('malformed', 'not UTF-8');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Too deep for the parser's stack is a RangeError; no entry is that deep.
    throw new DecodeError('malformed', 'not JSON');
  }
}
