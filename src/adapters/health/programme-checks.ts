import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { migrations } from '../database/migrations.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import type { Queue } from '../queue/queue.ts';
import type { HealthCheck } from './health.ts';

type Programme = {
  readonly database: Database;
  readonly queue: Queue;
  readonly store: EvidenceStore;
  /** On the disk that matters. */
  readonly folder: string;
};

/** Below it uploads would fail in the middle. */
const leastFreeBytes = 512 * 2 ** 20;
const soonMs = 1000;
const laterMs = 10_000;

/** Free for us, in bytes. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** What a server and a worker need: a database that answers and is in this program's shape, a queue, a store that takes evidence, space. */
export function programmeChecks({ database, queue, store, folder }: Programme): readonly HealthCheck[] {
  return [
    { name: 'database', keptMs: soonMs, look: async () => void (await sql`SELECT 1`.execute(database.db)) },
    { name: 'migrations', keptMs: laterMs, look: () => inShape(database) },
    { name: 'queue', keptMs: soonMs, look: async () => void (await queue.list('waiting', 1)) },
    { name: 'evidence', keptMs: laterMs, look: async () => void (await store.put(probe())) },
    { name: 'disk', keptMs: laterMs, look: () => enoughSpace(folder) },
  ];
}

/** During an upgrade another server may have migrated the database that this one still uses. */
async function inShape({ db }: Database): Promise<void> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM applied_migrations ORDER BY position`.execute(db);
  const isOurs = rows.length === migrations.length && rows.every(({ id }, at) => id === migrations[at]?.id);
  if (!isOurs) throw new Error(`${rows.length} migrations were run, ${migrations.length} are known`);
}

/** Always the same bytes, so that the store holds them once; they are never removed, for a back-up may be listing. */
async function* probe(): AsyncIterable<Uint8Array> {
  yield Buffer.from('iqs: can evidence be stored?\n');
}

async function enoughSpace(folder: string): Promise<void> {
  const free = await freeBytes(folder);
  if (free < leastFreeBytes) throw new Error(`${free} bytes are free, ${leastFreeBytes} are needed`);
}
