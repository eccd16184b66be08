import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredEvidence } from './evidence-store.ts';
import { Hashed } from './hashed.ts';

/** The digest of a file, read once. `TOO_LARGE` above `maxBytes`. */
export async function digestFile(path: string, maxBytes?: number): Promise<StoredEvidence> {
  const hashed = new Hashed(createReadStream(path), path, maxBytes);
  for await (const chunk of hashed) void chunk;
  return hashed.stored();
}

/** Bytes written to a new file in the folder, synced; removed when they cannot be written whole. */
export async function spool(
  source: AsyncIterable<Uint8Array>,
  folder: string,
  maxBytes?: number,
): Promise<StoredEvidence & { readonly path: string }> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomBytes(12).toString('hex'));
  const hashed = new Hashed(source, path, maxBytes);
  const file = await open(path, 'wx', 0o640);
  try {
    for await (const chunk of hashed) await file.appendFile(chunk);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { path, ...hashed.stored() };
}
