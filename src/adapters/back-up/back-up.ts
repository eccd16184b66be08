import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import { journalHead } from '../database/read-journal.ts';
import type { Tables } from '../database/tables.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import { folderStore } from '../evidence-store/folder-store.ts';
import { type BackUpManifest, manifestFile } from './back-up-manifest.ts';
import { writeLines } from './line-file.ts';
import { tableRows } from './table-rows.ts';
import { tablesInOrder } from './tables-in-order.ts';
import { waitingJobs } from './waiting-jobs.ts';

/** Where the evidence of all back-ups in a folder is: each is there once, so that a later back-up copies only what is new. */
export const evidenceFolder = 'evidence';

/**
 * Everything, at one moment, into `folder`/`name`, which must not be there yet; evidence into `folder`/evidence. The programme may go on meanwhile (the embedded
 * database answers nobody else while its tables are read). Evidence is copied after the tables, so that none they speak of is missing. Keep it as secret as the
 * database itself. docs/howto/back-up-and-restore.md
 */
export async function backUp(database: Database, store: EvidenceStore, folder: string, name: string): Promise<BackUpManifest> {
  const into = join(folder, name);
  await mkdir(folder, { recursive: true });
  await mkdir(into, { mode: 0o700 });
  // The embedded database has one connection and makes no other kind of transaction: nobody writes while this one is open.
  const transaction = database.db.transaction();
  const tables = await (database.kind === 'embedded'
    ? transaction
    : transaction.setIsolationLevel('repeatable read').setAccessMode('read only')
  ).execute((inside) => exportTables(inside, into));
  const evidence = await writeLines(into, 'evidence.ndjson', copyEvidence(store, await folderStore(join(folder, evidenceFolder))));
  const manifest: BackUpManifest = { format: 'iqs-back-up-1', ...tables, evidence };
  await writeFile(join(into, `${manifestFile}.new`), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600, flush: true });
  await rename(join(into, `${manifestFile}.new`), join(into, manifestFile));
  const opened = await open(into, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
  return manifest;
}

async function exportTables(transaction: Transaction<Tables>, into: string): Promise<Omit<BackUpManifest, 'format' | 'evidence'>> {
  const { rows: migrations } = await sql<{
    id: string;
    sha256: string;
  }>`SELECT id, sha256 FROM applied_migrations ORDER BY position`.execute(transaction);
  const tables: BackUpManifest['tables'] = [];
  for (const table of await tablesInOrder(transaction))
    tables.push(await writeLines(into, `${table}.table.ndjson`, tableRows(transaction, table)));
  const jobs = await writeLines(into, 'jobs.ndjson', once(await waitingJobs(transaction)));
  return { migrations, tables, jobs, head: await journalHead(transaction) };
}

async function* once(lines: readonly string[]): AsyncIterable<readonly string[]> {
  yield lines;
}

async function* copyEvidence(from: EvidenceStore, to: EvidenceStore): AsyncIterable<readonly string[]> {
  for await (const { sha256, bytes } of from.list()) {
    if ((await to.has(sha256)) !== bytes) await to.put(await from.get(sha256, { verify: true }));
    yield [JSON.stringify({ sha256, bytes })];
  }
}
