import { by } from '../foundation/order.ts';
import type { Entry, Tree } from '../model/unpacked.ts';

export type TreeIndex = Pick<Tree, 'entries' | 'byPath' | 'implied'> & { readonly twice: readonly Entry[] };

/** A tree's entries by path, with the folders they imply. Of a name that stands twice the first is in force, as in the kernel; `twice` has the rest. */
export function indexTree(at: string, listed: readonly Entry[]): TreeIndex {
  const byPath = new Map<string, Entry>();
  const twice: Entry[] = [];
  for (const entry of listed) {
    if (!byPath.has(entry.path)) byPath.set(entry.path, entry);
    else if (entry.type !== 'directory') twice.push(entry);
  }
  const implied = impliedFolders(listed, byPath, at);
  for (const folder of implied) byPath.set(folder.path, folder);
  const entries = [...listed, ...implied].sort(by((entry) => entry.path));
  return { entries, byPath, implied: new Set(implied.map((folder) => folder.path)), twice };
}

/** The folders that entries stand in but that no entry lists, each once. */
function impliedFolders(listed: readonly Entry[], byPath: ReadonlyMap<string, Entry>, at: string): readonly Entry[] {
  const implied = new Map<string, Entry>();
  for (const { path } of listed) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (byPath.has(folder) || implied.has(folder)) break;
      implied.set(folder, folderEntry(`${at}!${folder}`, folder));
    }
  }
  return [...implied.values()];
}

const folderEntry = (at: string, path: string): Entry => ({
  at,
  path,
  type: 'directory',
  mode: null,
  uid: null,
  gid: null,
  size: 0,
  target: null,
  sha256: null,
  kind: null,
  hits: [],
  read: () => new Uint8Array(),
});
