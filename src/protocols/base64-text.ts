import { latin1 } from '../foundation/byte-reader.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** A name or a password longer than this is none. */
const longest = 2048;

/** Base64 (RFC 4648, 4) as Latin-1; null where it is none. */
export function base64Text(text: string): string | null {
  const clean = text.trim().replace(/=+$/, '');
  if (clean.length > longest) return null;
  const out = new Uint8Array(Math.floor((clean.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of clean) {
    const value = alphabet.indexOf(character);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out[at] = (bits >>> held) & 255;
    at += 1;
  }
  return latin1(out.subarray(0, at));
}
