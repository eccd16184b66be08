import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';

/** A file of lines, one row each, and what it holds. */
export type LineFile = { readonly name: string; readonly rows: number; readonly sha256: string };

/** Only the owner reads it: rows of accounts are in it. Synced when this is done. */
export async function writeLines(folder: string, name: string, pages: AsyncIterable<readonly string[]>): Promise<LineFile> {
  const file = await open(join(folder, name), 'wx', 0o600);
  const hash = createHash('sha256');
  let rows = 0;
  try {
    for await (const page of pages) {
      const text = page.map((line) => `${line}\n`).join('');
      hash.update(text, 'utf8');
      await file.appendFile(text, 'utf8');
      rows += page.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { name, rows, sha256: hash.digest('hex') };
}

/** `BACK_UP_DAMAGED` when the file is not what was written. */
export async function checkLines(folder: string, { name, sha256 }: LineFile): Promise<void> {
  const path = join(folder, name);
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (hash.digest('hex') !== sha256) {
    throw new UserError('BACK_UP_DAMAGED', 'the file is missing or not what was written', path, 'take another back-up');
  }
}

/** The lines, so many at a time. Parted at line feeds only: node:readline also parts at U+2028, which JSON leaves as it is. */
export async function* readLines(folder: string, { name }: LineFile, atOnce: number): AsyncIterable<readonly string[]> {
  let lines: string[] = [];
  for await (const chunk of createReadStream(join(folder, name), 'utf8')) {
    const [first = '', ...rest] = (chunk as string).split('\n');
    lines.push((lines.pop() ?? '') + first, ...rest);
    while (lines.length > atOnce) {
      yield lines.slice(0, atOnce);
      lines = lines.slice(atOnce);
    }
  }
  // Every line has an end, so what stands behind the last is empty.
  lines.pop();
  if (lines.length > 0) yield lines;
}
