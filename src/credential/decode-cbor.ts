import { ByteReader } from '../foundation/byte-reader.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import { NonCanonicalError } from '../foundation/non-canonical-error.ts';
import { type CborValue, cborMap, cborTag } from './cbor-value.ts';
import { Refusal } from './refusal.ts';

/** Bytes of what was read, and where the next begins. */
type Read<T> = { readonly value: T; readonly end: number };

const deepest = 4;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes exactly one value in core deterministic encoding (RFC 8949, 4.2.1). Throws `DecodeError`: `truncated` where bytes are missing, `unsupported` for
 * what a printed statement never holds (floats, simple values, 64-bit and indefinite lengths), `malformed` for text that is no UTF-8 and (a
 * `NonCanonicalError`) a second spelling of a value: longer heads, keys out of order or doubled; `limit` for more than four levels. Bytes after the value
 * are the refusal `TRAILING_BYTES`.
 */
export function decodeCbor(bytes: Uint8Array): CborValue {
  const { value, end } = item(new ByteReader(bytes, 'big'), 0, 0);
  if (end !== bytes.length) throw new Refusal('TRAILING_BYTES', `${bytes.length - end} bytes after the value`);
  return value;
}

function item(reader: ByteReader, at: number, depth: number): Read<CborValue> {
  if (depth > deepest) throw new DecodeError('limit', `more than ${deepest} levels`, at);
  const major = reader.u8(at) >> 5;
  const { value: argument, end } = head(reader, at);
  switch (major) {
    case 0:
      return { value: argument, end };
    case 1:
      return { value: -1 - argument, end };
    case 2:
      return { value: reader.slice(end, argument).slice(), end: end + argument };
    case 3:
      return { value: decodedText(reader.slice(end, argument), end), end: end + argument };
    case 4:
      return list(reader, argument, end, depth);
    case 5:
      return map(reader, argument, end, depth);
    case 6: {
      const inner = item(reader, end, depth + 1);
      return { value: cborTag(argument, inner.value), end: inner.end };
    }
    default:
      throw new DecodeError('unsupported', 'a float or simple value', at);
  }
}

function head(reader: ByteReader, at: number): Read<number> {
  const low = reader.u8(at) & 31;
  if (low < 24) return { value: low, end: at + 1 };
  if (low > 26) throw new DecodeError('unsupported', 'a 64-bit or indefinite length', at);
  const size = 1 << (low - 24);
  const value = size === 1 ? reader.u8(at + 1) : size === 2 ? reader.u16(at + 1) : reader.u32(at + 1);
  const least = size === 1 ? 24 : size === 2 ? 0x100 : 0x1_0000;
  if (value < least) throw new NonCanonicalError('a head longer than needed', at);
  return { value, end: at + 1 + size };
}

function decodedText(bytes: Uint8Array, at: number): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DecodeError('malformed', 'no UTF-8', at);
  }
}

function list(reader: ByteReader, count: number, start: number, depth: number): Read<CborValue> {
  const items: CborValue[] = [];
  let end = start;
  for (let index = 0; index < count; index += 1) {
    const one = item(reader, end, depth + 1);
    items.push(one.value);
    end = one.end;
  }
  return { value: items, end };
}

function map(reader: ByteReader, count: number, start: number, depth: number): Read<CborValue> {
  const entries: [number, CborValue][] = [];
  let end = start;
  let last: Uint8Array | null = null;
  for (let index = 0; index < count; index += 1) {
    const key = item(reader, end, depth + 1);
    if (typeof key.value !== 'number') throw new DecodeError('unsupported', 'a key that is no whole number', end);
    const bytes = reader.slice(end, key.end - end);
    if (last !== null && !isBefore(last, bytes)) throw new NonCanonicalError('keys out of order', end);
    last = bytes;
    const one = item(reader, key.end, depth + 1);
    entries.push([key.value, one.value]);
    end = one.end;
  }
  return { value: cborMap(entries), end };
}

/** In the order of bytes, the first difference deciding; no key's head begins another's. */
function isBefore(a: Uint8Array, b: Uint8Array): boolean {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at >= 0 && at < b.length && (a[at] as number) < (b[at] as number);
}
