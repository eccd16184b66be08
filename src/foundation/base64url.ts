import { DecodeError } from './decode-error.ts';
import { NonCanonicalError } from './non-canonical-error.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Map([...alphabet].map((letter, value) => [letter, value] as const));

/** RFC 4648, section 5, without padding. */
export function base64url(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = Math.min(3, bytes.length - at);
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit <= left; digit += 1) out += alphabet[(group >> (18 - 6 * digit)) & 63];
  }
  return out;
}

/** The bytes of base64url text; refuses other characters, padding, and the spare bits that would give one value several spellings (`malformed`). */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(Math.floor((text.length * 6) / 8));
  if (text.length % 4 === 1) throw new DecodeError('malformed', 'a length that base64url never has');
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    const value = values.get(letter);
    if (value === undefined) throw new DecodeError('malformed', 'not base64url', at);
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at] = (held >> bits) & 255;
      at += 1;
    }
  }
  if ((held & ((1 << bits) - 1)) !== 0) throw new NonCanonicalError('spare bits that are not zero');
  return out;
}
