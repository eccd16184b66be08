import { DecodeError } from '../../../foundation/decode-error.ts';
import type { CollectorContext } from '../../../model/collector.ts';
import type { Entry } from '../../../model/unpacked.ts';

const latin1 = new TextDecoder('latin1');

/**
 * A small regular file as text (Latin-1: passwords are bytes), each line up to its NUL, as C reads it. null when it is larger than `most`
 * bytes, which is noted with the code `limit`, or cannot be read: that is reported where the content was first decoded.
 */
export function readText(entry: Entry, most: number, note: CollectorContext['note']): string | null {
  if (entry.type !== 'file') return null;
  if (entry.size > most) {
    note({ code: 'limit', at: entry.at, detail: `${entry.size} bytes: only ${most} of such a file are read` });
    return null;
  }
  try {
    const text = latin1.decode(entry.read());
    return text.includes('\0') ? text.replace(/\0[^\n]*/g, '') : text;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
