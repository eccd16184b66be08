import { ByteReader } from '../../foundation/byte-reader.ts';
import { fieldTable } from './field-table.ts';

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

/** The opening in a whole frame (AMQP 0-9-1, 2.3.5 and 4.2.5; methods 10.10 and 10.11); null: another frame. */
export function openingOf(frame: Uint8Array): Opening | null {
  if (frame[0] !== methodFrame || frame.length < headBytes + 5) return null;
  const body = new ByteReader(frame.subarray(headBytes, frame.length - 1), 'big');
  const method = body.u16(2);
  if (body.u16(0) !== connection || (method !== start && method !== startOk)) return null;
  // Start has the version's two bytes first, and mechanisms as one long text.
  const tableAt = method === start ? 6 : 4;
  const properties = fieldTable(body.slice(tableAt + 4, body.u32(tableAt)));
  if (method === start) return { properties, mechanism: '', response: new Uint8Array(0) };
  const mechanismAt = tableAt + 4 + body.u32(tableAt);
  const mechanism = body.text(mechanismAt + 1, body.u8(mechanismAt));
  const responseAt = mechanismAt + 1 + body.u8(mechanismAt);
  return { properties, mechanism, response: body.slice(responseAt + 4, body.u32(responseAt)) };
}
