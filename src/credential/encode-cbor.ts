import type { CborValue } from './cbor-value.ts';

const utf8 = new TextEncoder();

/**
 * Core deterministic encoding (RFC 8949, 4.2.1): shortest heads, definite lengths, map keys in the order of their encoded bytes. Numbers are whole and
 * within 32 bits (minus 2^32 to 2^32 - 1); others are a RangeError.
 */
export function encodeCbor(value: CborValue): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  write(value, parts);
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function write(value: CborValue, out: Uint8Array[]): void {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value, out) : head(0, value, out);
  if (typeof value === 'string') return string(3, utf8.encode(value), out);
  if (value instanceof Uint8Array) return string(2, value, out);
  if (Array.isArray(value)) {
    head(4, value.length, out);
    for (const item of value as readonly CborValue[]) write(item, out);
  } else if ('tag' in value) {
    head(6, value.tag, out);
    write(value.value, out);
  } else if ('entries' in value) {
    const entries = [...(value as { entries: readonly (readonly [number, CborValue])[] }).entries].sort(
      ([a], [b]) => keyOrder(a) - keyOrder(b),
    );
    head(5, entries.length, out);
    for (const [key, item] of entries) {
      write(key, out);
      write(item, out);
    }
  }
}

/** Heads are big-endian, longer ones have greater first bytes, and negative keys come after all others: the order of bytes is that of this number. */
const keyOrder = (key: number): number => (key < 0 ? 2 ** 32 - 1 - key : key);

function string(major: number, bytes: Uint8Array, out: Uint8Array[]): void {
  head(major, bytes.length, out);
  out.push(bytes);
}

function head(major: number, argument: number, out: Uint8Array[]): void {
  if (!Number.isInteger(argument) || argument < 0 || argument > 0xffff_ffff) throw new RangeError(`no 32-bit number: ${argument}`);
  const first = major << 5;
  const bytes = [argument >>> 24, (argument >>> 16) & 255, (argument >>> 8) & 255, argument & 255];
  if (argument < 24) out.push(Uint8Array.of(first | argument));
  else if (argument < 0x100) out.push(Uint8Array.of(first | 24, argument));
  else if (argument < 0x1_0000) out.push(Uint8Array.of(first | 25, ...bytes.slice(2)));
  else out.push(Uint8Array.of(first | 26, ...bytes));
}
