import { type Kysely, sql, type Transaction } from 'kysely';
import { compactJson } from '../../foundation/compact-json.ts';
import { hex } from '../../foundation/hex.ts';
import { UserError } from '../../foundation/user-error.ts';
import { hashOfEntry, type JournalEntry, noEntry } from './journal-entry.ts';
import type { JournalRow, Tables } from './tables.ts';

export type JournalAppend = {
  readonly stream: string;
  /** The version of the stream that the events were decided on; 0: it is new; 'any': they hold whatever it is. */
  readonly expectedVersion: number | 'any';
  /** RFC 3339. */
  readonly at: string;
  readonly actor: string;
  readonly events: readonly unknown[];
};

// Any number would do; this one is ours.
const lockKey = 7_144_291_034;

/**
 * Appends events to a stream, all or none, with the transaction. Writers wait for each other from here to the end of their transactions, so that the chain
 * is one line without a gap: append before touching other tables, or two writers can wait for each other (PostgreSQL then ends one, 40P01). Refused:
 * `VERSION_CONFLICT` where the stream has moved on.
 */
export async function appendJournal(
  transaction: Transaction<Tables>,
  { stream, expectedVersion, at, actor, events }: JournalAppend,
): Promise<readonly JournalEntry[]> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(lockKey)}::bigint)`.execute(transaction);
  const now = await versionOf(transaction, stream);
  if (expectedVersion !== 'any' && now !== expectedVersion) throw conflict(stream, expectedVersion, now);
  const head = await transaction.selectFrom('journal').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const rows: JournalRow[] = [];
  const entries: JournalEntry[] = [];
  let previous = head?.hash ?? noEntry;
  for (const [index, event] of events.entries()) {
    const entry = { seq: (head?.seq ?? 0) + 1 + index, stream, version: now + 1 + index, at, actor, event };
    const hash = hashOfEntry(previous, entry);
    rows.push({ ...entry, event: compactJson(event), previous, hash });
    entries.push({ ...entry, hash: hex(hash) });
    previous = hash;
  }
  if (rows.length > 0) await transaction.insertInto('journal').values(rows).execute();
  return entries;
}

/** The version of a stream; 0: there is none. */
async function versionOf(db: Kysely<Tables>, stream: string): Promise<number> {
  const found = await db
    .selectFrom('journal')
    .select((of) => of.fn.max('version').as('version'))
    .where('stream', '=', stream)
    .executeTakeFirst();
  return found?.version ?? 0;
}

const conflict = (stream: string, expected: number, now: number): UserError =>
  new UserError('VERSION_CONFLICT', `it is at version ${now} by now, not ${expected}`, stream, 'look at it as it is now and decide again');
