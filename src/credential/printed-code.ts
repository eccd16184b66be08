import { base32, fromBase32 } from './base32.ts';
import { Refusal } from './refusal.ts';
import { strictly } from './strictly.ts';

/** Longest signed statement, in bytes (5-label-and-register, Credential). */
export const longestStatement = 300;

/** Longest address before the statement, and longest whole text with its separators. */
const longestPrefix = 60;
const segment = 200;
export const longestCode = longestPrefix + Math.ceil((longestStatement * 8) / 5) + 2;

/** Upper case, so that a QR code holds it in alphanumeric mode; ends in `/C/`. */
export const codePrefixForm = /^HTTPS:\/\/[A-Z0-9.-]+(?::[0-9]{1,5})?(?:\/[A-Z0-9.-]+)*\/C\/$/;

/**
 * The text of a printed code: the address under which the issuer's pages stand, then the statement in base32, cut into path segments of 200 characters, so that
 * a plain file server can hold a page at that address (file names end at 255 bytes). RangeError for what no code may hold.
 */
export function printedCode(prefix: string, statement: Uint8Array): string {
  if (!codePrefixForm.test(prefix) || prefix.length > longestPrefix) throw new RangeError(`no address of a code: ${prefix}`);
  if (statement.length > longestStatement) throw new RangeError(`a statement of ${statement.length} bytes, at most ${longestStatement}`);
  return prefix + inSegments(base32(statement));
}

const inSegments = (text: string): string => (text.match(new RegExp(`.{1,${segment}}`, 'g')) ?? []).join('/');

export type SplitCode = { readonly prefix: string; readonly statement: Uint8Array };

/** Address and statement of a code's text; whether it is the one spelling of the two is for who has read the statement to check (`printedCode`). */
export function splitCode(text: string): SplitCode {
  if (text.length > longestCode) throw new Refusal('TOO_LONG', `more than ${longestCode} characters`);
  const at = text.indexOf('/C/');
  const prefix = text.slice(0, at + 3);
  if (at < 0 || !codePrefixForm.test(prefix) || prefix.length > longestPrefix)
    throw new Refusal('NOT_A_CODE', 'not the address of a label');
  return { prefix, statement: strictly(() => fromBase32(text.slice(prefix.length).replaceAll('/', ''))) };
}

/**
 * What a browser's address bar or a paste makes of a code: white space around it, scheme and host in lower case, one slash more at the end. Undone here and
 * nowhere else, so that the check itself stays exact.
 */
export function typedCode(text: string): string {
  const trimmed = text.trim().replace(/\/$/, '');
  return trimmed.replace(/^https:\/\/[^/]*/i, (origin) => origin.toUpperCase());
}
