import { DecodeError } from '../foundation/decode-error.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const values = new Map([...alphabet].map((letter, value) => [letter, value] as const));

/** RFC 4648, section 6, upper case, without padding. */
export function base32(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(held >> bits) & 31];
    }
  }
  return bits === 0 ? out : out + alphabet[(held << (5 - bits)) & 31];
}

/**
 * The bytes of base32 text. Other characters, padding and lower case are `malformed`, a length that base32 never has is `truncated`. Spare bits are not looked at: who
 * wants one spelling writes the bytes again and compares.
 */
export function fromBase32(text: string): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    const value = values.get(letter);
    if (value === undefined) throw new DecodeError('malformed', 'not base32', at);
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out[at] = (held >> bits) & 255;
      at += 1;
    }
  }
  if ([1, 3, 6].includes(text.length % 8)) throw new DecodeError('truncated', 'a length that base32 never has');
  return out;
}
