import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syncPath } from './sync-path.ts';

/**
 * Reserves a serial for a job, and gives the same one again to the same job. A serial is a file that is linked into place whole, which only one can do, so that two
 * processes never share one and a crash leaves none half made. Counted from 1; a job that comes to nothing leaves a gap, and its serial is never used for another.
 */
export function reserveSerial(folder: string, job: string): number {
  mkdirSync(folder, { recursive: true });
  const taken = readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => b - a);
  const own = taken.find((serial) => readFileSync(join(folder, String(serial)), 'utf8') === job);
  if (own !== undefined) return own;
  const beside = join(folder, `${job}.${process.pid}.new`);
  writeFileSync(beside, job);
  syncPath(beside);
  try {
    for (let serial = (taken[0] ?? 0) + 1; ; serial += 1) {
      try {
        linkSync(beside, join(folder, String(serial)));
        syncPath(folder);
        return serial;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  } finally {
    rmSync(beside, { force: true });
  }
}
