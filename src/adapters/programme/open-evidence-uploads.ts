import { UserError } from '../../foundation/user-error.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceUploadRow } from '../database/tables.ts';
import type { EvidenceStore } from '../evidence-store/evidence-store.ts';
import type { Uploads } from '../evidence-store/uploads.ts';
import { bindEvidence } from './bind-evidence.ts';
import type { EvidenceUploads, Upload, UploadWanted } from './evidence-uploads.ts';

export type EvidenceUploadsParts = {
  readonly database: Pick<Database, 'db'>;
  readonly uploads: Uploads;
  readonly store: EvidenceStore;
  /** RFC 3339 in UTC, whole seconds. */
  readonly now: () => string;
};

/**
 * Uploads of cases: bytes in the folder of `uploads`, what they are for in the database. A file is noted as the case's after the store has it: who is killed between the two asks again
 * and has the same answer.
 */
export function openEvidenceUploads(parts: EvidenceUploadsParts): EvidenceUploads {
  const { database, uploads, store } = parts;
  const known = async (id: string): Promise<EvidenceUploadRow> => {
    const row = await rowOf(parts, id);
    if (row === null) throw unknown(id);
    return row;
  };
  return {
    begin: (caseId, wanted) => begin(parts, caseId, wanted),
    status: async (id) => {
      const row = await rowOf(parts, id);
      return row === null ? null : seen(parts, row);
    },
    write: async (id, offset, source) => {
      const row = await known(id);
      const { offset: received } = await uploads.append(id, offset, source);
      return uploadOf(row, received);
    },
    finish: async (id) => finish(parts, await known(id)),
    holds: async (caseId, sha256, bytes) => (await boundBytes(database, caseId, sha256)) === bytes,
    read: async (caseId, sha256) => {
      const bytes = await boundBytes(database, caseId, sha256);
      return bytes === null || (await store.has(sha256)) === null ? null : asStream(await store.get(sha256));
    },
  };
}

const unknown = (id: string): UserError => new UserError('UPLOAD_UNKNOWN', 'there is no such upload', id.slice(0, 100), 'begin it again');

async function rowOf({ database }: EvidenceUploadsParts, id: string): Promise<EvidenceUploadRow | null> {
  const row = await database.db.selectFrom('evidence_uploads').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

const uploadOf = ({ id, case_id, name, announced, bytes, sha256, finished_at }: EvidenceUploadRow, received: number): Upload => ({
  id,
  case: case_id,
  name,
  sha256: sha256 ?? announced,
  bytes,
  received,
  complete: finished_at !== null,
});

/** Null: its bytes are gone from the folder, and so is the upload. */
async function seen({ database, uploads }: EvidenceUploadsParts, row: EvidenceUploadRow): Promise<Upload | null> {
  if (row.finished_at !== null) return uploadOf(row, row.bytes);
  try {
    return uploadOf(row, (await uploads.status(row.id)).offset);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'UPLOAD_UNKNOWN') throw error;
    await database.db.deleteFrom('evidence_uploads').where('id', '=', row.id).where('finished_at', 'is', null).execute();
    return null;
  }
}

async function begin(parts: EvidenceUploadsParts, caseId: string, { sha256, bytes, name, by }: UploadWanted): Promise<Upload> {
  const { database, uploads, now } = parts;
  const before = sha256 === null ? null : await announcedBefore(parts, caseId, sha256, bytes);
  if (before !== null) return before;
  const { id } = await uploads.begin(bytes, sha256 ?? undefined);
  const row = { id, case_id: caseId, name, announced: sha256, bytes, by, begun_at: now(), sha256: null, finished_at: null };
  const made = await database.db
    .insertInto('evidence_uploads')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made !== undefined) return uploadOf(row, 0);
  // Of two that begin the same file at once, the other was faster.
  await uploads.abort(id);
  return begin(parts, caseId, { sha256, bytes, name, by });
}

async function announcedBefore(parts: EvidenceUploadsParts, caseId: string, sha256: string, bytes: number): Promise<Upload | null> {
  const row = await parts.database.db
    .selectFrom('evidence_uploads')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('announced', '=', sha256)
    .where('bytes', '=', bytes)
    .executeTakeFirst();
  return row === undefined ? null : seen(parts, row);
}

async function finish(
  { database, uploads, now }: EvidenceUploadsParts,
  row: EvidenceUploadRow,
): Promise<Upload & { readonly sha256: string }> {
  const { id, case_id, by } = row;
  if (row.finished_at !== null && row.sha256 !== null) return { ...uploadOf(row, row.bytes), sha256: row.sha256 };
  const { sha256, bytes } = await stored(database, uploads, id);
  const at = now();
  await database.db.transaction().execute(async (transaction) => {
    await bindEvidence(transaction, { case_id, sha256, bytes, by, at });
    await transaction.updateTable('evidence_uploads').set({ sha256, finished_at: at }).where('id', '=', id).execute();
  });
  return { ...uploadOf({ ...row, sha256, finished_at: at }, bytes), sha256 };
}

/** What is not what was announced is thrown away, and its row with it: the file can be begun anew. */
async function stored({ db }: Pick<Database, 'db'>, uploads: Uploads, id: string): ReturnType<Uploads['finish']> {
  try {
    return await uploads.finish(id);
  } catch (error) {
    if (error instanceof UserError && (error.code === 'DIGEST_WRONG' || error.code === 'UPLOAD_UNKNOWN'))
      await db.deleteFrom('evidence_uploads').where('id', '=', id).execute();
    throw error;
  }
}

async function boundBytes({ db }: Pick<Database, 'db'>, caseId: string, sha256: string): Promise<number | null> {
  const row = await db
    .selectFrom('case_evidence')
    .select('bytes')
    .where('case_id', '=', caseId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

/** Read as it is asked for: what goes out fast is not gathered in memory for who takes it slowly. */
function asStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await chunks.return?.()),
    },
    { highWaterMark: 0 },
  );
}
