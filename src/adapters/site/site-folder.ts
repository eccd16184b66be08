import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';

/** By it an export of ours is known: nothing else is ever replaced. */
const mark = '.iqs-site';

/** A site as it is written: beside its place, and put there whole. */
export type SiteFolder = {
  readonly write: (path: string, content: string | Uint8Array) => void;
  readonly publish: () => void;
  readonly abandon: () => void;
};

/**
 * A new site for `folder`, which may hold an older one. Refused: `SITE_OUT_EXISTS` for a folder with something else in it. Between the two renames at the end
 * there is an instant without a site; a process killed there leaves the old one beside, and the next export puts the new one in place.
 */
export function siteFolder(folder: string): SiteFolder {
  if (existsSync(folder) && !existsSync(join(folder, mark)) && readdirSync(folder).length > 0)
    throw new UserError('SITE_OUT_EXISTS', 'there is something else in it', folder, 'name another folder, or an empty one');
  const [next, old] = [`${folder}.${process.pid}.new`, `${folder}.${process.pid}.old`];
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const made = new Set<string>([next]);
  const write: SiteFolder['write'] = (path, content) => {
    const place = join(next, path);
    const parent = dirname(place);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(place, content, { flag: 'wx' });
  };
  write(mark, 'An export of iqs register export: it is replaced as a whole by the next one.\n');
  return {
    write,
    publish: () => {
      if (existsSync(folder)) renameSync(folder, old);
      renameSync(next, folder);
      rmSync(old, { recursive: true, force: true });
    },
    abandon: () => rmSync(next, { recursive: true, force: true }),
  };
}
