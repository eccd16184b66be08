import { randomBytes } from 'node:crypto';

/** A confirmable GET (RFC 7252, 3) of a path with a message ID and token of its own; segments of at most 255 bytes. */
export function coapGet(path: string): Buffer {
  const [id, token] = [randomBytes(2), randomBytes(4)];
  const parts: Buffer[] = [Buffer.from([0x40 | token.length, 0x01]), id, token];
  let last = 0;
  for (const segment of path.split('/').filter(Boolean)) {
    const value = Buffer.from(decodeURIComponent(segment)).subarray(0, 255);
    const delta = 11 - last;
    last = 11;
    parts.push(value.length < 13 ? Buffer.from([(delta << 4) | value.length]) : Buffer.from([(delta << 4) | 13, value.length - 13]), value);
  }
  return Buffer.concat(parts);
}

export type CoapAnswer = { readonly code: string; readonly payload: string };

/** Whether it is the answer to that request: version 1, the same token (RFC 7252, 5.3.2). */
export function fitsRequest(answer: Buffer, request: Buffer): boolean {
  return (
    answer.length >= 8 &&
    (answer[0] ?? 0) >> 6 === 1 &&
    ((answer[0] ?? 0) & 15) === 4 &&
    answer.subarray(4, 8).equals(request.subarray(4, 8))
  );
}

/** Code as `2.05` and payload as text; null where the options run past the end (RFC 7252, 3.1). */
export function readCoap(bytes: Buffer): CoapAnswer | null {
  if (bytes.length < 4) return null;
  const code = `${(bytes[1] ?? 0) >> 5}.${String((bytes[1] ?? 0) & 31).padStart(2, '0')}`;
  let at = 4 + ((bytes[0] ?? 0) & 15);
  while (at < bytes.length) {
    const head = bytes[at] ?? 0;
    if (head === 0xff) return { code, payload: bytes.subarray(at + 1).toString('utf8') };
    at += 1;
    const delta = extended(bytes, at, head >> 4);
    const length = delta === null ? null : extended(bytes, delta.at, head & 15);
    if (length === null) return null;
    at = length.at + length.value;
  }
  return at === bytes.length ? { code, payload: '' } : null;
}

function extended(bytes: Buffer, at: number, nibble: number): { readonly value: number; readonly at: number } | null {
  if (nibble < 13) return { value: nibble, at };
  if (nibble === 13 && at < bytes.length) return { value: (bytes[at] ?? 0) + 13, at: at + 1 };
  return nibble === 14 && at + 1 < bytes.length ? { value: bytes.readUInt16BE(at) + 269, at: at + 2 } : null;
}

/** The resources of a link format (RFC 6690), without attributes. */
export const linksIn = (payload: string): readonly string[] =>
  [...payload.matchAll(/<(\/[\x21-\x7e]{0,200}?)>/g)].map(([, path = '']) => path);
