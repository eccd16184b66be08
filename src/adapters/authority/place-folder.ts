import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncPath } from './sync-path.ts';

/** Makes a folder of files beside its place and renames it there whole; what a killed attempt left at the place is the same thing, and is replaced. Gives the folder's path. */
export function placeFolder(parent: string, name: string, fill: (write: (name: string, content: string) => void) => void): string {
  const folder = join(parent, name);
  const beside = `${folder}.${process.pid}.new`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  fill((file, content) => {
    writeFileSync(join(beside, file), content);
    syncPath(join(beside, file));
  });
  // A renamed folder must find its place empty.
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  renameSync(beside, folder);
  syncPath(parent);
  return folder;
}
