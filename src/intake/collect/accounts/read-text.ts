import { DecodeError } from '../../../foundation/decode-error.ts';
import type { Entry } from '../../../model/unpacked.ts';

const latin1 = new TextDecoder('latin1');

/**
 * A small regular file as text (Latin-1: passwords are bytes), or null when it is larger than `most` bytes, holds a NUL or cannot be
 * read: that is reported where the content was first decoded.
 */
export function readText(entry: Entry, most: number): string | null {
  if (entry.type !== 'file' || entry.size > most) return null;
  try {
    const bytes = entry.read();
    return bytes.includes(0) ? null : latin1.decode(bytes);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
