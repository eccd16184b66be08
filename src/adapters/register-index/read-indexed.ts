import type { PlacedEntry } from '../../register/label-history.ts';
import type { Database } from '../database/database.ts';

/** What the log says of a number, as of the last sync. */
export type IndexedNumber = { readonly number: string; readonly logIndex: number; readonly entries: readonly PlacedEntry[] };

/** The entries of some numbers, at most 100; a number that is not there is left out. */
export async function readIndexed({ db }: Pick<Database, 'db'>, numbers: readonly string[]): Promise<readonly IndexedNumber[]> {
  const wanted = numbers.slice(0, 100);
  if (wanted.length === 0) return [];
  const rows = await db
    .selectFrom('register_entries')
    .innerJoin('register_index', 'register_index.number', 'register_entries.number')
    .select(['register_entries.number', 'register_index.log_index', 'register_entries.entries'])
    .where('register_entries.number', 'in', wanted)
    .execute();
  return rows.map(({ number, log_index, entries }) => ({ number, logIndex: log_index, entries: entries as readonly PlacedEntry[] }));
}
