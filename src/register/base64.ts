import { DecodeError } from '../foundation/decode-error.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...alphabet].map((character, value) => [character, value]));

/** RFC 4648, section 4, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two, three] = bytes.subarray(at, at + 3);
    const bits = (one << 16) | ((two ?? 0) << 8) | (three ?? 0);
    out += alphabet[bits >> 18] ?? '';
    out += alphabet[(bits >> 12) & 63] ?? '';
    out += two === undefined ? '=' : (alphabet[(bits >> 6) & 63] ?? '');
    out += three === undefined ? '=' : (alphabet[bits & 63] ?? '');
  }
  return out;
}

/** The one way back: anything that `encodeBase64` does not write (no padding, unused bits set, other characters) is `malformed`. */
export function decodeBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const out = new Uint8Array(Math.max(0, Math.floor(text.length / 4) * 3 - padding));
  let [bits, held, at] = [0, 0, 0];
  for (const character of text.slice(0, text.length - padding)) {
    const value = values.get(character);
    if (value === undefined) throw new DecodeError('malformed', 'not base64');
    [bits, held] = [((bits << 6) | value) & 0xffff, held + 6];
    if (held < 8) continue;
    held -= 8;
    out[at++] = (bits >> held) & 0xff;
  }
  if (text.length % 4 !== 0 || (bits & ((1 << held) - 1)) !== 0 || held !== padding * 2)
    throw new DecodeError('malformed', 'not canonical base64');
  return out;
}
