import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file and what is to stand in it. */
export type FileToWrite = { readonly path: string; readonly bytes: Uint8Array };

const atOnce = 16;

/** Written beside, synced, and renamed: who reads the path finds the old file or the new one, whole. The folder is not synced yet. */
async function replaceFile({ path, bytes }: FileToWrite): Promise<void> {
  const beside = `${path}.new`;
  const file = await open(beside, 'w', 0o644);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    // Windows has no such thing.
    if (!['EPERM', 'EISDIR', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await folder.close();
  }
}

/** When this is done, the files and the names they are found under outlive a power cut. Paths are below `root`; several are written at a time. */
export async function durableWrite(root: string, files: readonly FileToWrite[]): Promise<void> {
  const folders = new Set(files.map(({ path }) => dirname(path)));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const waiting = files.values();
  await Promise.all(
    Array.from({ length: Math.min(atOnce, files.length) }, async () => {
      for (const file of waiting) await replaceFile(file);
    }),
  );
  await Promise.all([...withParents(root, folders)].map(syncFolder));
}

/** A folder that was just made is a name in its parent. */
function withParents(root: string, folders: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const folder of folders) for (let at = folder; at.length >= root.length && !all.has(at); at = dirname(at)) all.add(at);
  return all;
}
