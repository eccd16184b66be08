import type { Entry } from '../model/unpacked.ts';

/** The folders that entries stand in but that no entry lists, each once. */
export function impliedFolders(listed: readonly Entry[], byPath: ReadonlyMap<string, Entry>, at: string): readonly Entry[] {
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
