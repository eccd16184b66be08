import { latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';

/**
 * The records of a pax extended header, `length key=value\n`, values as bytes (POSIX.1-2017 pax, pax Extended Header).
 * Throws `malformed` at the first record that is none.
 */
export function paxRecords(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const records = new Map<string, Uint8Array>();
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const digits = /^([1-9][0-9]{0,7}) /.exec(latin1(bytes.subarray(at, at + 9)))?.[1];
    const end = at + Number(digits);
    const equals = bytes.indexOf(0x3d, at);
    if (digits === undefined || end > bytes.length || bytes[end - 1] !== 0x0a || equals < 0 || equals >= end)
      throw new DecodeError('malformed', 'a pax record that is none', at);
    records.set(latin1(bytes.subarray(at + digits.length + 1, equals)), bytes.subarray(equals + 1, end - 1));
    at = end;
  }
  return records;
}
