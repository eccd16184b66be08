import { decodeName } from './decode-name.ts';

/**
 * A stored name (bytes up to the first NUL) as a rooted path without empty and `.` parts; `/` for the root itself, null where a
 * part is `..` or the path is longer than 4096 characters: such a name may lead out of the tree, or never came from a file system.
 */
export function rootedPath(name: Uint8Array): string | null {
  const end = name.indexOf(0);
  const parts = decodeName(end < 0 ? name : name.subarray(0, end))
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const path = `/${parts.join('/')}`;
  return parts.includes('..') || path.length > 4096 ? null : path;
}
