import { DecodeError } from '../foundation/decode-error.ts';
import { NonCanonicalError } from '../foundation/non-canonical-error.ts';
import { Refusal } from './refusal.ts';

/** Runs a decoder; its error becomes a refusal: `TRUNCATED`, `NON_CANONICAL` or `MALFORMED`. */
export function strictly<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    if (error.code === 'truncated') throw new Refusal('TRUNCATED', error.message);
    throw new Refusal(error instanceof NonCanonicalError ? 'NON_CANONICAL' : 'MALFORMED', error.message);
  }
}
