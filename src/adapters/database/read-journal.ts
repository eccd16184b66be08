import type { Kysely } from 'kysely';
import { hex } from '../../foundation/hex.ts';
import { entryOfRow, type JournalEntry, type JournalHead, noEntry } from './journal-entry.ts';
import type { Tables } from './tables.ts';

/** What happened in one stream, oldest first. */
export async function readStream(db: Kysely<Tables>, stream: string, fromVersion = 1): Promise<readonly JournalEntry[]> {
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('stream', '=', stream)
    .where('version', '>=', fromVersion)
    .orderBy('version')
    .execute();
  return rows.map(entryOfRow);
}

/** What happened in all of them, oldest first, from `fromSeq` on. */
export async function readJournal(db: Kysely<Tables>, fromSeq: number, limit: number): Promise<readonly JournalEntry[]> {
  const rows = await db.selectFrom('journal').selectAll().where('seq', '>=', fromSeq).orderBy('seq').limit(limit).execute();
  return rows.map(entryOfRow);
}

/** To be signed and kept where whoever owns the database does not reach it. */
export async function journalHead(db: Kysely<Tables>): Promise<JournalHead> {
  const row = await db.selectFrom('journal').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return { seq: row?.seq ?? 0, hash: hex(row?.hash ?? noEntry) };
}
