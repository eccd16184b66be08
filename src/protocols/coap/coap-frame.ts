import { type CoapMessage, coapOptions } from './coap-message.ts';

/** CSM, Ping, Pong, Release and Abort (RFC 8323, 5). */
const signals = new Set([225, 226, 227, 228, 229]);
const capabilities = 225;

type Head = { readonly code: number; readonly tokenAt: number; readonly tokenLength: number; readonly end: number };

/** The head of the message at `at` of a stream (RFC 8323, 3.2); null while it is not whole, or where no token is that long. */
function headAt(bytes: Uint8Array, at: number): Head | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const [nibble, tokenLength] = [first >> 4, first & 15];
  const wide = nibble < 13 ? 0 : 2 ** (nibble - 13);
  if (tokenLength > 8 || at + 2 + wide > bytes.length) return null;
  let length = 0;
  for (let index = 0; index < wide; index += 1) length = length * 256 + (bytes[at + 1 + index] as number);
  length = wide === 0 ? nibble : length + ([13, 269, 65_805][nibble - 13] ?? 0);
  const tokenAt = at + 2 + wide;
  return { code: bytes[tokenAt - 1] as number, tokenAt, tokenLength, end: tokenAt + tokenLength + length };
}

/** Bytes of the message that starts at `at`; 0 while too little of it is there; null where none starts. */
export function coapFrameSize(bytes: Uint8Array, at: number): number | null {
  if (((bytes[at] ?? 0) & 15) > 8) return null;
  const head = headAt(bytes, at);
  return head === null ? 0 : head.end - at;
}

/** A whole message of a stream; null where it is a signal, or its options do not add up. */
export function coapFrame(frame: Uint8Array): CoapMessage | null {
  const head = headAt(frame, 0);
  if (head === null || signals.has(head.code)) return null;
  return coapOptions(frame, { code: head.code, tokenAt: head.tokenAt, tokenLength: head.tokenLength });
}

/** Each side begins with its capabilities (RFC 8323, 5.3): a short message whose options add up. */
export function isCoapStart(bytes: Uint8Array): boolean {
  const head = headAt(bytes, 0);
  if (head?.code !== capabilities || head.tokenLength > 0 || head.end > bytes.length || head.end > 64) return false;
  return coapOptions(bytes.subarray(0, head.end), { code: 1, tokenAt: head.tokenAt, tokenLength: 0 }) !== null;
}
