import { latin1 } from '../../foundation/byte-reader.ts';
import type { CollectorContext } from '../../model/collector.ts';
import type { Entry } from '../../model/unpacked.ts';
import { readable } from './readable.ts';

/** Settings and scripts are small, in bytes. */
const largest = 1_048_576;

/** A settings file's or script's text, Latin-1; empty where it cannot be read, or is too large, which is noted with the code `limit`. */
export function smallText(entry: Entry, note: CollectorContext['note']): string {
  if (entry.size <= largest) return readable(entry, (read) => [latin1(read())])[0] ?? '';
  note({ code: 'limit', at: entry.at, detail: `${entry.size} bytes: only ${largest} of settings and scripts are read` });
  return '';
}
