import { latin1 } from '../../foundation/byte-reader.ts';
import type { Entry } from '../../model/unpacked.ts';
import { readable } from './readable.ts';

/** Settings and scripts are small; what is larger under such a name is something else, in bytes. */
const largest = 1_048_576;

/** A settings file's or script's text, Latin-1; empty where it is too large or cannot be read. */
export const smallText = (entry: Entry): string => (entry.size > largest ? '' : (readable(entry, (read) => [latin1(read())])[0] ?? ''));
