import { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';

const mostFields = 64;

/** Texts in a table of names and typed values (AMQP 0-9-1, 4.2.5.5); other values are passed over, and a kind that is not known ends it. */
export function fieldTable(table: Uint8Array): ReadonlyMap<string, string> {
  const reader = new ByteReader(table, 'big');
  const fields = new Map<string, string>();
  for (let at = 0; at < table.length && fields.size < mostFields; ) {
    const name = reader.text(at + 1, reader.u8(at));
    at += 1 + reader.u8(at);
    const kind = String.fromCharCode(reader.u8(at));
    const size = sizeOf(kind, reader, at + 1);
    if (size === null) break;
    if (kind === 'S') fields.set(name, reader.text(at + 5, size - 4));
    at += 1 + size;
  }
  return fields;
}

const fixedSizes: Readonly<Record<string, number>> = {
  t: 1,
  b: 1,
  B: 1,
  U: 2,
  u: 2,
  s: 2,
  I: 4,
  i: 4,
  L: 8,
  l: 8,
  f: 4,
  d: 8,
  D: 5,
  T: 8,
  V: 0,
};

/** Bytes of a value; null where its kind is not known. Long texts, arrays, byte arrays and tables have their length before them. */
function sizeOf(kind: string, reader: ByteReader, at: number): number | null {
  if (!'SAxF'.includes(kind)) return fixedSizes[kind] ?? null;
  const length = reader.u32(at);
  if (length > reader.bytes.length) throw new DecodeError('malformed', 'a value longer than its table', at);
  return 4 + length;
}
