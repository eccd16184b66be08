import { hex } from '../../foundation/hex.ts';

export type CoapMessage = {
  /** Class and detail: below 32 a request, from 64 on a response. */
  readonly code: number;
  readonly token: string;
  readonly path: string;
  readonly query: string;
  readonly payload: Uint8Array;
};

const none = new Uint8Array(0);
/** Codes of RFC 7252, 7959, 8132, 8516 and 9175. */
const codes = new Set([
  0, 1, 2, 3, 4, 5, 6, 7, 65, 66, 67, 68, 69, 95, 128, 129, 130, 131, 132, 133, 134, 136, 137, 140, 141, 143, 150, 157, 160, 161, 162, 163,
  164, 165, 168,
]);

/** A datagram as a message of RFC 7252, 3; null where it is none: options must add up, and a payload marker must have a payload. */
export function coapMessage(bytes: Uint8Array): CoapMessage | null {
  const first = bytes[0] ?? 0;
  const code = bytes[1] ?? 255;
  const tokenLength = first & 15;
  if (bytes.length < 4 || first >> 6 !== 1 || tokenLength > 8 || !codes.has(code) || bytes.length < 4 + tokenLength) return null;
  // An empty message is four bytes and nothing else (4.1).
  if (code === 0 && (bytes.length > 4 || tokenLength > 0)) return null;
  return coapOptions(bytes, { code, tokenAt: 4, tokenLength });
}

type Start = { readonly code: number; readonly tokenAt: number; readonly tokenLength: number };

/** What follows the head of a message that ends with `bytes`; null where options do not add up, or a payload marker has no payload. */
export function coapOptions(bytes: Uint8Array, { code, tokenAt, tokenLength }: Start): CoapMessage | null {
  const start = tokenAt + tokenLength;
  const path: string[] = [];
  const query: string[] = [];
  let at = start;
  let number = 0;
  while (at < bytes.length && bytes[at] !== 0xff) {
    const head = bytes[at] as number;
    const delta = extended(bytes, at + 1, head >> 4);
    if (delta === null) return null;
    const length = extended(bytes, at + 1 + delta.bytes, head & 15);
    if (length === null) return null;
    const value = at + 1 + delta.bytes + length.bytes;
    if (value + length.value > bytes.length) return null;
    number += delta.value;
    if (number > 65_535) return null;
    const text = (): string => String.fromCharCode(...bytes.subarray(value, value + Math.min(255, length.value)));
    if (number === 11) path.push(text());
    if (number === 15) query.push(text());
    at = value + length.value;
  }
  const payload = at < bytes.length ? bytes.subarray(at + 1) : none;
  if (at < bytes.length && payload.length === 0) return null;
  return { code, token: hex(bytes.subarray(tokenAt, start)), path: `/${path.join('/')}`, query: query.join('&'), payload };
}

/** Nibbles 13 and 14 continue in one or two more bytes; 15 is kept for the payload marker (3.1). */
function extended(bytes: Uint8Array, at: number, nibble: number): { readonly value: number; readonly bytes: number } | null {
  if (nibble < 13) return { value: nibble, bytes: 0 };
  const [high, low] = [bytes[at], bytes[at + 1]];
  if (nibble === 13) return high === undefined ? null : { value: high + 13, bytes: 1 };
  return nibble === 15 || high === undefined || low === undefined ? null : { value: high * 256 + low + 269, bytes: 2 };
}
