import type { Database } from '../database/database.ts';
import type { Uploads } from '../evidence-store/uploads.ts';

/**
 * Forgets uploads that nobody went on with since `before`, their bytes and their rows; what was finished stays the case's. A finished one's row is forgotten with them: the same file
 * begun again is a new upload, of bytes that the store has. The number of rows forgotten.
 */
export async function sweepEvidenceUploads({ db }: Pick<Database, 'db'>, uploads: Uploads, before: Date): Promise<number> {
  await uploads.removeStale(before);
  const rows = await db
    .selectFrom('evidence_uploads')
    .select(['id', 'finished_at'])
    .where('begun_at', '<', `${before.toISOString().slice(0, 19)}Z`)
    .execute();
  let forgotten = 0;
  for (const { id, finished_at } of rows) {
    // One that somebody adds to was begun long ago and is there still.
    const isThere = finished_at === null && (await uploads.status(id).catch(() => null)) !== null;
    if (isThere) continue;
    await db.deleteFrom('evidence_uploads').where('id', '=', id).execute();
    forgotten += 1;
  }
  return forgotten;
}
