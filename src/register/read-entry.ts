import { compactJson } from '../foundation/compact-json.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import type { RegisterEntry } from '../model/register-entry.ts';
import { longestEntry } from './entry-bundle.ts';
import { checkEntry } from './entry-shapes.ts';
import { sameBytes } from './merkle-hash.ts';

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
  const entry = checkEntry(parseJson(bytes));
  if (!sameBytes(encoder.encode(compactJson(entry)), bytes)) throw new DecodeError('malformed', 'not in canonical form');
  return entry;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    // Too deep for the parser's stack is a RangeError; no entry is that deep.
    throw new DecodeError('malformed', 'not JSON in UTF-8');
  }
}
