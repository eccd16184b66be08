import type { Kysely } from 'kysely';
import { parseCompactJson } from '../../foundation/compact-json.ts';
import { hex } from '../../foundation/hex.ts';
import { entryOfRow, hashOfEntry, type JournalHead, noEntry } from './journal-entry.ts';
import type { JournalRow, Tables } from './tables.ts';

/**
 * What is wrong with the first wrong entry: `gap` one is missing before it, `version` it is not the next of its stream, `spelling` its text is not the one
 * spelling of the event, `previous` it is bound to another one, `hash` it is not what was hashed, `head` it is not what was published, or is missing.
 */
export type JournalFault = 'gap' | 'version' | 'spelling' | 'previous' | 'hash' | 'head';

export type JournalCheck =
  | { readonly ok: true; readonly head: JournalHead }
  | { readonly ok: false; readonly seq: number; readonly fault: JournalFault };

const pageRows = 1000;

/**
 * Computes every hash again, and holds the chain against heads that were published: without one, a tail cut off, or a whole chain made anew, is not seen.
 * It may run while others append.
 */
export async function checkJournal(db: Kysely<Tables>, published: readonly JournalHead[] = []): Promise<JournalCheck> {
  const state = { head: { seq: 0, hash: noEntry as Uint8Array }, versions: new Map<string, number>() };
  const known = new Map(published.map(({ seq, hash }) => [seq, hash]));
  for (;;) {
    const rows = await db.selectFrom('journal').selectAll().where('seq', '>', state.head.seq).orderBy('seq').limit(pageRows).execute();
    for (const row of rows) {
      const fault = faultOf(row, state, known.get(row.seq));
      if (fault !== null) return { ok: false, seq: fault === 'gap' ? state.head.seq + 1 : row.seq, fault };
      state.head = { seq: row.seq, hash: row.hash };
      state.versions.set(row.stream, row.version);
    }
    if (rows.length < pageRows) break;
  }
  const cut = published.find(({ seq }) => seq > state.head.seq);
  if (cut !== undefined) return { ok: false, seq: state.head.seq + 1, fault: 'head' };
  return { ok: true, head: { seq: state.head.seq, hash: hex(state.head.hash) } };
}

type State = { readonly head: { readonly seq: number; readonly hash: Uint8Array }; readonly versions: ReadonlyMap<string, number> };

function faultOf(row: JournalRow, { head, versions }: State, publishedHash: string | undefined): JournalFault | null {
  if (row.seq !== head.seq + 1) return 'gap';
  if (row.version !== (versions.get(row.stream) ?? 0) + 1) return 'version';
  if (!isOneSpelling(row.event)) return 'spelling';
  if (hex(row.previous) !== hex(head.hash)) return 'previous';
  if (hex(row.hash) !== hex(hashOfEntry(head.hash, entryOfRow(row)))) return 'hash';
  return publishedHash !== undefined && publishedHash !== hex(row.hash) ? 'head' : null;
}

function isOneSpelling(text: string): boolean {
  try {
    parseCompactJson(text);
    return true;
  } catch {
    return false;
  }
}
