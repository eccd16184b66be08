import { DecodeError } from '../../foundation/decode-error.ts';
import type { Entry } from '../../model/unpacked.ts';

/**
 * Runs a collector's look at one file. Content that cannot be decoded yields nothing: intake has reported it already.
 * `read` decodes at the first call only.
 */
export function readable<T>(entry: Entry, look: (read: () => Uint8Array) => readonly T[]): readonly T[] {
  let content: Uint8Array | null = null;
  try {
    return look(() => (content ??= entry.read()));
  } catch (error) {
    if (error instanceof DecodeError) return [];
    throw error;
  }
}
