import { DecodeError } from '../foundation/decode-error.ts';

/** Length in bytes of the whole message that starts at `at`; 0 while too little of it is there to tell; null where no message starts. */
export type MessageSize = (bytes: Uint8Array, at: number) => number | null;

/** Gives each whole message at the start of `bytes` as a view, and says how many bytes they took; `malformed` where none starts. */
export function eachMessage(bytes: Uint8Array, size: MessageSize, each: (message: Uint8Array) => void): number {
  let at = 0;
  while (at < bytes.length) {
    const length = size(bytes, at);
    if (length === null || length < 0) throw new DecodeError('malformed', 'no message starts here', at);
    if (length === 0 || at + length > bytes.length) return at;
    each(bytes.subarray(at, at + length));
    at += length;
  }
  return at;
}

/** Whether `bytes` are whole messages one after the other, the last one perhaps cut off; `least` of them whole. */
export function areMessages(bytes: Uint8Array, size: MessageSize, least: number): boolean {
  let at = 0;
  let whole = 0;
  while (at < bytes.length) {
    const length = size(bytes, at);
    if (length === null || length < 0) return false;
    if (length === 0) return whole >= least;
    at += length;
    if (at <= bytes.length) whole += 1;
  }
  return whole >= least;
}
