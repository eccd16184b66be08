import type { Entry, Tree } from '../../../model/unpacked.ts';

/** The regular file a path of the tree stands for, through at most eight links inside the tree; undefined when there is none. */
export function resolveLink(tree: Tree, path: string): Entry | undefined {
  let entry = tree.byPath.get(path);
  for (let hops = 0; entry?.type === 'symlink' && hops < 8; hops += 1) entry = tree.byPath.get(normal(entry.path, entry.target ?? ''));
  return entry?.type === 'file' ? entry : undefined;
}

/** A link's target as a rooted path; `..` never climbs out of the tree. */
function normal(from: string, target: string): string {
  const parts: string[] = [];
  const whole = target.startsWith('/') ? target : `${from.slice(0, from.lastIndexOf('/'))}/${target}`;
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
