import { DecodeError } from './decode-error.ts';
import { NonCanonicalError } from './non-canonical-error.ts';
import { byCodeUnit } from './order.ts';

/**
 * One text for one value, without spaces: keys by code unit (RFC 8785 for the values we use: text, whole numbers, true, false, null). What is
 * signed or logged is written so, and a reader refuses any other spelling.
 */
export const compactJson = (value: unknown): string => JSON.stringify(value, (_, member: unknown) => sortedMembers(member));

function sortedMembers(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b)));
}

/** The value of a text that is spelled as `compactJson` spells it; `DecodeError('malformed')` for anything else, a `NonCanonicalError` for another spelling or a doubled member. */
export function parseCompactJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DecodeError('malformed', 'no JSON');
  }
  if (compactJson(value) !== text) throw new NonCanonicalError('not the one spelling of its value');
  return value;
}
