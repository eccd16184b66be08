import { DecodeError } from '../../foundation/decode-error.ts';
import { decodeName } from '../../foundation/decode-name.ts';
import type { EntryType, FormatTools, Member, Trouble } from '../../model/format.ts';
import { inodeContent } from './inode-content.ts';
import type { Dirent, InodeNode, Scan } from './scan-nodes.ts';

/** By the high bits of a mode, which are also the numbers in a dirent. */
const entryTypes: Readonly<Record<number, EntryType>> = {
  1: 'fifo',
  2: 'character-device',
  4: 'directory',
  6: 'block-device',
  8: 'file',
  10: 'symlink',
  12: 'socket',
};

const rootInode = 1;
const longestPath = 4096;
const longestTarget = 4096;
const mostTroubles = 50;

type Listing = { readonly scan: Scan; readonly tools: FormatTools; readonly members: Member[]; readonly troubles: Trouble[] };
type Names = Map<number, Map<string, Dirent>>;

/**
 * All that can be reached from the root directory (inode 1; itself not listed), then directories whose own name is lost under
 * `/lost+found/<inode>`. A spent budget ends the list with the trouble `limit`.
 */
export function listTree(scan: Scan, tools: FormatTools): { readonly members: readonly Member[]; readonly troubles: readonly Trouble[] } {
  const listing: Listing = { scan, tools, members: [], troubles: [] };
  for (const nodes of scan.inodes.values()) nodes.sort((a, b) => a.version - b.version);
  const names = latestNames(listing);
  const visited = new Set([rootInode]);
  try {
    walk(listing, names, visited, rootInode, '');
    const lost = lostDirectories(names, visited);
    if (lost.length > 0) listing.troubles.push({ code: 'malformed', detail: `${lost.length} directories without a name` });
    for (const inode of lost) {
      if (visited.has(inode)) continue;
      visited.add(inode);
      walk(listing, names, visited, inode, `/lost+found/${inode}`);
    }
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    listing.troubles.push({ code: error.code, detail: error.message });
  }
  return { members: listing.members, troubles: listing.troubles.slice(0, mostTroubles) };
}

/** The highest version of each name in each directory holds. */
function latestNames({ scan, troubles }: Listing): Names {
  const names: Names = new Map();
  let refused = 0;
  for (const dirent of scan.dirents) {
    const name = decodeName(dirent.name);
    if (name === '' || name === '.' || name === '..' || name.includes('/')) {
      refused += 1;
      continue;
    }
    let directory = names.get(dirent.parent);
    if (!directory) names.set(dirent.parent, (directory = new Map()));
    const known = directory.get(name);
    if (!known || known.version <= dirent.version) directory.set(name, dirent);
  }
  if (refused > 0) troubles.push({ code: 'malformed', detail: `${refused} names that no file may have` });
  return names;
}

/** Directories that hold something but were not reached: first those that no directory names, then what is left (cycles). */
function lostDirectories(names: Names, visited: ReadonlySet<number>): readonly number[] {
  const unreached: number[] = [];
  const named = new Set<number>();
  for (const [parent, directory] of names) {
    let holds = false;
    for (const dirent of directory.values()) {
      if (dirent.inode === 0) continue;
      holds = true;
      named.add(dirent.inode);
    }
    if (holds && !visited.has(parent)) unreached.push(parent);
  }
  unreached.sort((a, b) => a - b);
  return [...unreached.filter((inode) => !named.has(inode)), ...unreached.filter((inode) => named.has(inode))];
}

function walk(listing: Listing, names: Names, visited: Set<number>, start: number, prefix: string): void {
  const open: { inode: number; path: string }[] = [{ inode: start, path: prefix }];
  for (let directory = open.pop(); directory; directory = open.pop()) {
    for (const [name, dirent] of names.get(directory.inode) ?? []) {
      if (dirent.inode === 0) continue;
      listing.tools.budget.spend('entries', 1);
      const path = `${directory.path}/${name}`;
      const member = toMember(listing, dirent, path);
      listing.members.push(member);
      if (member.type !== 'directory') continue;
      // A directory has one name; a second one would be a cycle or a copy without end.
      if (visited.has(dirent.inode)) listing.troubles.push({ code: 'malformed', detail: `${path}: a directory with two names` });
      else if (path.length > longestPath) listing.troubles.push({ code: 'limit', detail: `path longer than ${longestPath}` });
      else {
        visited.add(dirent.inode);
        open.push({ inode: dirent.inode, path });
      }
    }
  }
}

function toMember(listing: Listing, dirent: Dirent, path: string): Member {
  const { scan, tools } = listing;
  const nodes = scan.inodes.get(dirent.inode) ?? [];
  const latest = nodes.at(-1);
  const type = entryTypes[latest ? (latest.mode >>> 12) & 15 : dirent.type & 15] ?? entryTypes[dirent.type & 15] ?? 'file';
  const damaged = scan.damagedInodes.has(dirent.inode);
  if (!latest) listing.troubles.push({ code: 'malformed', detail: `${path}: inode ${dirent.inode} is missing` });
  return {
    path,
    type,
    mode: latest ? latest.mode & 0o7777 : null,
    uid: latest?.uid ?? null,
    gid: latest?.gid ?? null,
    size: type === 'file' ? (latest?.size ?? 0) : 0,
    target: type === 'symlink' ? linkTarget(listing, nodes, path) : null,
    read: () => {
      if (!latest) throw new DecodeError('malformed', `inode ${dirent.inode} is missing`);
      return inodeContent(nodes, damaged, tools);
    },
  };
}

function linkTarget({ tools, troubles }: Listing, nodes: readonly InodeNode[], path: string): string | null {
  try {
    const size = nodes.at(-1)?.size ?? 0;
    if (size > longestTarget) throw new DecodeError('malformed', `a link target of ${size} bytes`);
    return decodeName(inodeContent(nodes, false, tools));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    troubles.push({ code: error.code, detail: `${path}: ${error.message}` });
    return null;
  }
}
