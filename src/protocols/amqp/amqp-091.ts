import { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';

/** What opens a connection of AMQP 0-9-1: who speaks, and of a client how it logs in. */
export type Opening = {
  /** Of the table of properties: `product`, `version` among others. */
  readonly properties: ReadonlyMap<string, string>;
  readonly mechanism: string;
  readonly response: Uint8Array;
};

const methodFrame = 1;
const connection = 10;
const [start, startOk] = [10, 11];
const headBytes = 7;
const mostFields = 64;

/** The opening in a whole frame (AMQP 0-9-1, 2.3.5 and 4.2.5; methods 10.10 and 10.11); null: another frame. */
export function openingOf(frame: Uint8Array): Opening | null {
  if (frame[0] !== methodFrame || frame.length < headBytes + 5) return null;
  const body = new ByteReader(frame.subarray(headBytes, frame.length - 1), 'big');
  const method = body.u16(2);
  if (body.u16(0) !== connection || (method !== start && method !== startOk)) return null;
  // Start has the version's two bytes first, and mechanisms as one long text.
  const tableAt = method === start ? 6 : 4;
  const properties = tableOf(body, tableAt);
  if (method === start) return { properties, mechanism: '', response: new Uint8Array(0) };
  const mechanismAt = tableAt + 4 + body.u32(tableAt);
  const mechanism = body.text(mechanismAt + 1, body.u8(mechanismAt));
  const responseAt = mechanismAt + 1 + body.u8(mechanismAt);
  return { properties, mechanism, response: body.slice(responseAt + 4, body.u32(responseAt)) };
}

/** Texts of a table with its length before it; other values are passed over, and a kind that is not known ends it. */
function tableOf(body: ByteReader, at: number): ReadonlyMap<string, string> {
  return fieldsOf(body.slice(at + 4, body.u32(at)));
}

/** Pairs of a name and a typed value (4.2.5.5). */
export function fieldsOf(table: Uint8Array): ReadonlyMap<string, string> {
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
