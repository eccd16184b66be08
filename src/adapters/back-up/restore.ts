import { join } from 'node:path';
import type { Transaction } from 'kysely';
import { UserError } from '../../foundation/user-error.ts';
import { checkJournal } from '../database/check-journal.ts';
import type { Database } from '../database/database.ts';
import { migrations } from '../database/migrations.ts';
import { type DatabasePlace, openDatabase } from '../database/open-database.ts';
import type { Tables } from '../database/tables.ts';
import type { EvidenceStore, StoredEvidence } from '../evidence-store/evidence-store.ts';
import { folderStore } from '../evidence-store/folder-store.ts';
import { evidenceFolder } from './back-up.ts';
import { type BackUpManifest, readManifest } from './back-up-manifest.ts';
import { checkLines, readLines } from './line-file.ts';
import { fillTable, isEmpty } from './table-rows.ts';
import { openForJobs } from './waiting-jobs.ts';

const linesAtOnce = 500;

/**
 * Brings a back-up into an empty database, of either kind whichever it was taken from, and its evidence into a store. All or nothing of the tables, and only
 * when the journal's chain is whole and ends where the back-up says. Refused: `BACK_UP_INCOMPLETE`, `BACK_UP_DAMAGED`, `DATABASE_NEWER` (made by a newer
 * program), `DATABASE_NOT_EMPTY`. A back-up of an older program is brought into its own shape; the next start migrates it.
 */
export async function restore(place: DatabasePlace, store: EvidenceStore, folder: string, name: string): Promise<BackUpManifest> {
  const from = join(folder, name);
  const manifest = await readManifest(from);
  for (const file of [...manifest.tables, manifest.jobs, manifest.evidence]) await checkLines(from, file);
  const known = migrations.slice(0, manifest.migrations.length);
  if (manifest.migrations.some(({ id }, at) => known[at]?.id !== id)) {
    throw new UserError(
      'DATABASE_NEWER',
      'the back-up has a migration that this program does not know',
      from,
      'restore it with the program that made it, or a newer one',
    );
  }
  const database = await openDatabase(place, known);
  try {
    await refuseFull(database, manifest);
    await bringEvidence(store, folder, from, manifest);
    await bringTables(database, from, manifest);
  } finally {
    await database.close();
  }
  return manifest;
}

async function refuseFull({ db, where }: Database, { tables }: BackUpManifest): Promise<void> {
  for (const { name } of tables) {
    if (await isEmpty(db, tableOf(name))) continue;
    throw new UserError(
      'DATABASE_NOT_EMPTY',
      `there are rows in ${tableOf(name)}`,
      where,
      'restore into a new database, then switch to it',
    );
  }
}

const tableOf = (file: string): string => file.replace(/\.table\.ndjson$/, '');

async function bringEvidence(store: EvidenceStore, folder: string, from: string, manifest: BackUpManifest): Promise<void> {
  const kept = await folderStore(join(folder, evidenceFolder));
  for await (const lines of readLines(from, manifest.evidence, linesAtOnce)) {
    for (const line of lines) {
      const { sha256, bytes } = JSON.parse(line) as StoredEvidence;
      if ((await store.has(sha256)) !== bytes) await store.put(await kept.get(sha256, { verify: true }));
    }
  }
}

async function bringTables(database: Database, from: string, manifest: BackUpManifest): Promise<void> {
  const lines: string[] = [];
  for await (const page of readLines(from, manifest.jobs, linesAtOnce)) lines.push(...page);
  const { queue, sendAll } = await openForJobs(database, lines);
  try {
    await database.db.transaction().execute(async (transaction) => {
      for (const file of manifest.tables) await fillTable(transaction, tableOf(file.name), readLines(from, file, linesAtOnce));
      await refuseBroken(transaction, from, manifest);
      await sendAll(transaction);
    });
  } finally {
    await queue.stop();
  }
}

async function refuseBroken(transaction: Transaction<Tables>, from: string, { head }: BackUpManifest): Promise<void> {
  const check = await checkJournal(transaction, head.seq === 0 ? [] : [head]);
  if (check.ok && check.head.seq === head.seq) return;
  const what = check.ok
    ? `the journal ends at ${check.head.seq}, not ${head.seq}`
    : `the journal is broken at ${check.seq} (${check.fault})`;
  throw new UserError('BACK_UP_DAMAGED', what, from, 'take another back-up');
}
