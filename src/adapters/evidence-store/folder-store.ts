import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EvidenceStore, PutOptions, StoredEvidence } from './evidence-store.ts';
import { evidenceUnknown } from './evidence-unknown.ts';
import { isDigest } from './is-digest.ts';
import { digestFile, spool } from './spool.ts';
import { verified } from './verified.ts';

const dayMs = 86_400_000;

/** A folder with a file each, in folders by the first two characters of its digest. Several processes may use it at once. */
export async function folderStore(folder: string): Promise<EvidenceStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  await sweep(incoming);
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256.slice(2));
  const has = async (sha256: string): Promise<number | null> => (isDigest(sha256) ? sizeOf(pathOf(sha256)) : null);
  return {
    has,
    put: async (source, options = {}) => {
      const { path, sha256, bytes } = await bring(source, incoming, options);
      if ((await has(sha256)) === bytes) await rm(path, { force: true });
      else await moveIntoPlace(path, pathOf(sha256), folder);
      return { sha256, bytes };
    },
    get: async (sha256, { from = 0, to, verify = false } = {}) => {
      if ((await has(sha256)) === null) throw evidenceUnknown(sha256, folder);
      const path = pathOf(sha256);
      if (to !== undefined && to <= from) return nothing();
      const bytes = createReadStream(path, { start: from, ...(to === undefined ? {} : { end: to - 1 }) });
      return verify && from === 0 && to === undefined ? verified(bytes, sha256, path) : bytes;
    },
    remove: async (sha256) => {
      if (isDigest(sha256)) await rm(pathOf(sha256), { force: true });
    },
    list: () => listed(folder),
  };
}

/** A file with what is to be stored, on the store's own disk. */
async function bring(
  source: AsyncIterable<Uint8Array> | string,
  incoming: string,
  { maxBytes, mayMove }: PutOptions,
): Promise<StoredEvidence & { readonly path: string }> {
  if (typeof source !== 'string') return spool(source, incoming, maxBytes);
  if (mayMove === true && (await stat(source)).dev === (await stat(incoming)).dev)
    return { path: source, ...(await digestFile(source, maxBytes)) };
  const copy = await spool(createReadStream(source), incoming, maxBytes);
  if (mayMove === true) await rm(source, { force: true });
  return copy;
}

/** What was written is synced before it has its name, and its name before we say that it is there. */
async function moveIntoPlace(path: string, target: string, root: string): Promise<void> {
  await sync(path);
  await mkdir(dirname(target), { recursive: true });
  await rename(path, target);
  await sync(dirname(target));
  await sync(root);
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } catch (error) {
    // Windows syncs no folder.
    if (!['EPERM', 'EISDIR', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await file.close();
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** What was being brought when a process was killed, a day ago or more. */
async function sweep(incoming: string): Promise<void> {
  const before = Date.now() - dayMs;
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs < before) await rm(path, { force: true });
  }
}

async function* listed(folder: string): AsyncIterable<StoredEvidence> {
  for (const start of await readdir(folder)) {
    if (!/^[0-9a-f]{2}$/.test(start)) continue;
    for (const rest of await readdir(join(folder, start))) {
      const sha256 = start + rest;
      const bytes = isDigest(sha256) ? await sizeOf(join(folder, start, rest)) : null;
      if (bytes !== null) yield { sha256, bytes };
    }
  }
}

async function* nothing(): AsyncIterable<Uint8Array> {
  // Asked for no byte.
}
