import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';
import type { EvidenceStore, StoredEvidence } from './evidence-store.ts';
import { digestFile } from './spool.ts';
import { tooLarge } from './too-large.ts';

export type UploadStatus = {
  readonly id: string;
  /** As announced. */
  readonly bytes: number;
  /** The digest as announced; null: none was. */
  readonly sha256: string | null;
  /** The next byte wanted. */
  readonly offset: number;
};

/**
 * Uploads that go on where they broke off: after a lost connection, a killed server, a restart. What has come is in a file of the folder, and the file's length
 * is where it goes on. Servers that share uploads share the folder. `UPLOAD_UNKNOWN` for an id that is none, or was removed.
 */
export type Uploads = {
  /** `TOO_LARGE` above the limit; `DIGEST_WRONG` for what is no SHA-256. */
  readonly begin: (bytes: number, sha256?: string) => Promise<UploadStatus>;
  readonly status: (id: string) => Promise<UploadStatus>;
  /**
   * The bytes at `offset`; what came before the source broke is kept. `OFFSET_WRONG` when that is not the next byte wanted, `TOO_LARGE` above what was
   * announced, `UPLOAD_BUSY` while another append runs.
   */
  readonly append: (id: string, offset: number, source: AsyncIterable<Uint8Array>) => Promise<UploadStatus>;
  /** Into the store; asked again, the same answer. `UPLOAD_UNFINISHED` while bytes are missing; `DIGEST_WRONG` when they are not those announced: they are thrown away. */
  readonly finish: (id: string) => Promise<StoredEvidence>;
  readonly abort: (id: string) => Promise<void>;
  /** Removes what nobody added to since `before`, and finished ones. The number removed. */
  readonly removeStale: (before: Date) => Promise<number>;
};

type Note = { readonly bytes: number; readonly sha256: string | null; readonly stored: StoredEvidence | null };

export function openUploads(folder: string, store: EvidenceStore, { maxBytes }: { readonly maxBytes: number }): Uploads {
  const busy = new Set<string>();
  const alone = async <T>(id: string, work: (paths: Paths, note: Note) => Promise<T>): Promise<T> => {
    const paths = pathsOf(folder, id);
    if (busy.has(id))
      throw new UserError('UPLOAD_BUSY', 'another request is adding to this upload', id, 'wait for it, then ask for the status');
    busy.add(id);
    try {
      return await work(paths, await noteOf(paths, id));
    } finally {
      busy.delete(id);
    }
  };
  return {
    begin: (bytes, sha256) => begin(folder, maxBytes, bytes, sha256 ?? null),
    status: async (id) => {
      const paths = pathsOf(folder, id);
      return statusOf(paths, id, await noteOf(paths, id));
    },
    append: (id, offset, source) => alone(id, (paths, note) => append(paths, id, note, offset, source)),
    finish: (id) => alone(id, (paths, note) => finish(paths, id, note, store)),
    abort: async (id) => rm(pathsOf(folder, id).folder, { recursive: true, force: true }),
    removeStale: (before) => removeStale(folder, before, busy),
  };
}

type Paths = { readonly folder: string; readonly note: string; readonly data: string };

function pathsOf(folder: string, id: string): Paths {
  // It comes from outside and names a folder.
  if (!/^[0-9a-f]{32}$/.test(id)) throw unknown(id);
  return { folder: join(folder, id), note: join(folder, id, 'upload.json'), data: join(folder, id, 'data') };
}

const unknown = (id: string): UserError => new UserError('UPLOAD_UNKNOWN', 'there is no such upload', id, 'begin it again');

async function noteOf({ note }: Paths, id: string): Promise<Note> {
  try {
    return JSON.parse(await readFile(note, 'utf8')) as Note;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw unknown(id);
    throw error;
  }
}

async function writeNote({ note }: Paths, what: Note): Promise<void> {
  await writeFile(`${note}.new`, JSON.stringify(what), { flush: true });
  await rename(`${note}.new`, note);
}

async function begin(folder: string, maxBytes: number, bytes: number, sha256: string | null): Promise<UploadStatus> {
  const id = randomBytes(16).toString('hex');
  if (bytes > maxBytes) throw tooLarge(bytes, maxBytes, id);
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256)) throw digestWrong(id, sha256, 'no SHA-256 in lower-case hexadecimal');
  const paths = pathsOf(folder, id);
  await mkdir(paths.folder, { recursive: true });
  await writeFile(paths.data, '');
  await writeNote(paths, { bytes, sha256, stored: null });
  return { id, bytes, sha256, offset: 0 };
}

async function statusOf(paths: Paths, id: string, { bytes, sha256, stored }: Note): Promise<UploadStatus> {
  return { id, bytes, sha256, offset: stored === null ? (await stat(paths.data)).size : bytes };
}

async function append(paths: Paths, id: string, note: Note, offset: number, source: AsyncIterable<Uint8Array>): Promise<UploadStatus> {
  const now = await statusOf(paths, id, note);
  if (now.offset !== offset) {
    throw new UserError(
      'OFFSET_WRONG',
      `the next byte wanted is ${now.offset}, not ${offset}`,
      id,
      'ask for the status and go on from there',
    );
  }
  const file = await open(paths.data, 'a');
  let at = offset;
  try {
    for await (const chunk of source) {
      if (at + chunk.length > note.bytes) throw tooLarge(at + chunk.length, note.bytes, id);
      await file.appendFile(chunk);
      at += chunk.length;
    }
  } finally {
    await file.sync();
    await file.close();
  }
  return { ...now, offset: at };
}

async function finish(paths: Paths, id: string, note: Note, store: EvidenceStore): Promise<StoredEvidence> {
  if (note.stored !== null && (await store.has(note.stored.sha256)) !== null) return note.stored;
  const { offset } = await statusOf(paths, id, { ...note, stored: null });
  if (offset < note.bytes) throw new UserError('UPLOAD_UNFINISHED', `${offset} of ${note.bytes} bytes have come`, id, 'send the rest');
  const found = await digestFile(paths.data);
  if (note.sha256 !== null && found.sha256 !== note.sha256) {
    await rm(paths.folder, { recursive: true, force: true });
    throw digestWrong(id, note.sha256, found.sha256);
  }
  // Noted before it is moved: who is killed between the two finds it in the store.
  await writeNote(paths, { ...note, stored: found });
  await store.put(paths.data, { mayMove: true });
  return found;
}

const digestWrong = (id: string, announced: string, found: string): UserError =>
  new UserError('DIGEST_WRONG', `${announced} was announced, it is ${found}`, id, 'begin it again');

async function removeStale(folder: string, before: Date, busy: ReadonlySet<string>): Promise<number> {
  let removed = 0;
  for (const id of await readdir(folder).catch(() => [])) {
    if (busy.has(id)) continue;
    const times = await Promise.all(['upload.json', 'data', ''].map((name) => stat(join(folder, id, name)).catch(() => null)));
    if (times.some((found) => found !== null && found.mtime >= before)) continue;
    await rm(join(folder, id), { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
