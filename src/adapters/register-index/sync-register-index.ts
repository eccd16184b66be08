import { type Kysely, sql, type Transaction } from 'kysely';
import { hex } from '../../foundation/hex.ts';
import { labelHistory, type PlacedEntry } from '../../register/label-history.ts';
import { nodesOf, proveRoot } from '../../register/prove.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { tileWidth } from '../../register/tile-path.ts';
import type { VerifiedCheckpoint } from '../../register/verify-checkpoint.ts';
import { type Authority, logSigner } from '../authority/authority.ts';
import type { Database } from '../database/database.ts';
import type { RegisterPositionRow, Tables } from '../database/tables.ts';
import { folderReader } from '../register/folder-reader.ts';
import { readEntriesAt, readHead } from '../register/read-log.ts';
import { registerTools } from '../register/register-tools.ts';
import { indexRows } from './index-rows.ts';

/** Entries taken in at a time, each time in a transaction of its own: memory stays flat, and who waits does not wait long. */
const stride = 16 * tileWidth;

/** From how many new entries on the database is told to look at its tables anew, so that it plans searches by what is there. */
const analyseFrom = 1000;

export type Synced = { readonly size: number; readonly added: number };

/**
 * Brings the tables up to the log's signed head, from where they stand; each entry is hashed against the log. Several processes may do it at once: the position's row is the lock.
 * Tables of another log are emptied and made anew. Refused: `REGISTER_UNTRUSTED`, `REGISTER_DAMAGED`, `REGISTER_MISSING`.
 */
export async function syncRegisterIndex({ db }: Pick<Database, 'db'>, authority: Authority): Promise<Synced> {
  const reader = folderReader(authority.register);
  const policy = { logKey: (await logSigner(authority)).key, witnesses: [], quorum: 0 };
  let added = 0;
  for (;;) {
    const { size, taken, isDone } = await db.transaction().execute(async (trx) => {
      const position = await trx.selectFrom('register_position').selectAll().where('id', '=', 1).forUpdate().executeTakeFirstOrThrow();
      // Read behind the lock: a head read before it may be older than what another process has taken in.
      return takeStride(trx, position, reader, await readHead(reader, policy, authority.register));
    });
    added += taken;
    if (!isDone) continue;
    if (added >= analyseFrom) await sql`ANALYZE register_index`.execute(db);
    return { size, added };
  }
}

async function takeStride(
  trx: Transaction<Tables>,
  position: RegisterPositionRow,
  reader: RegisterReader,
  head: VerifiedCheckpoint,
): Promise<{ readonly size: number; readonly taken: number; readonly isDone: boolean }> {
  const from = await startOf(trx, position, reader, head);
  const to = Math.min(head.size, from + stride);
  if (from === to) return { size: to, taken: 0, isDone: true };
  const placed = await readEntriesAt(reader, range(from, to), head.size);
  await takeIn(trx, placed);
  const root = hex(await proveRoot(nodesOf(reader, head.size, registerTools.sha256), registerTools.sha256, to));
  await trx.updateTable('register_position').set({ size: to, root }).where('id', '=', 1).execute();
  return { size: to, taken: to - from, isDone: to === head.size };
}

/** Where to read on: at 0, with the tables emptied, when they were made of another log. */
async function startOf(
  trx: Transaction<Tables>,
  { size, root }: RegisterPositionRow,
  reader: RegisterReader,
  head: VerifiedCheckpoint,
): Promise<number> {
  if (size === 0) return 0;
  const belongs =
    size <= head.size && hex(await proveRoot(nodesOf(reader, head.size, registerTools.sha256), registerTools.sha256, size)) === root;
  if (belongs) return size;
  await sql`TRUNCATE register_index, register_entries`.execute(trx);
  return 0;
}

async function takeIn(trx: Transaction<Tables>, placed: readonly PlacedEntry[]): Promise<void> {
  const fresh = new Map<string, PlacedEntry[]>();
  for (const each of placed) {
    if (!('number' in each.entry)) continue;
    const known = fresh.get(each.entry.number);
    if (known === undefined) fresh.set(each.entry.number, [each]);
    else known.push(each);
  }
  if (fresh.size === 0) return;
  const before = await entriesOf(trx, [...fresh.keys()]);
  const rows = [...fresh].flatMap(
    ([number, entries]) => indexRows(labelHistory(number, [...(before.get(number) ?? []), ...entries])) ?? [],
  );
  await upsert(
    trx,
    'register_index',
    rows.map(({ index }) => index),
  );
  await upsert(
    trx,
    'register_entries',
    rows.map(({ entries }) => entries),
  );
}

async function entriesOf(db: Kysely<Tables>, numbers: readonly string[]): Promise<ReadonlyMap<string, readonly PlacedEntry[]>> {
  const rows = await db.selectFrom('register_entries').select(['number', 'entries']).where('number', 'in', numbers).execute();
  return new Map(rows.map(({ number, entries }) => [number, entries as readonly PlacedEntry[]]));
}

/** All rows in one statement with one value: thousands of bound values are slow, and there is a limit to them. */
async function upsert(trx: Transaction<Tables>, table: 'register_index' | 'register_entries', rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'number');
  if (columns.length === 0) return;
  const set = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`));
  await sql`INSERT INTO ${sql.table(table)} SELECT * FROM json_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)}::text::json)
    ON CONFLICT (number) DO UPDATE SET ${set}`.execute(trx);
}

function* range(from: number, to: number): Generator<number> {
  for (let at = from; at < to; at += 1) yield at;
}
