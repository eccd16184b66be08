import type { RegisterEntry } from '../../model/register-entry.ts';
import { leafHash, sameBytes } from '../../register/merkle-hash.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { tileWidth } from '../../register/tile-path.ts';
import { TreeEdge } from '../../register/tree-edge.ts';
import type { VerifiedCheckpoint } from '../../register/verify-checkpoint.ts';
import { damaged, readBundleEntries, readOwn } from './read-log.ts';
import { registerTools } from './register-tools.ts';

/**
 * Every entry from `from` on, in order, is read and hashed against its leaf. From 0 on the root is made anew, so that nothing a server says is believed: what was visited
 * counts only once this has returned. From further on what was found before is the caller's own.
 */
export async function scanLog(
  reader: RegisterReader,
  { size, root }: VerifiedCheckpoint,
  from: number,
  visit: (entry: RegisterEntry, index: number) => void,
): Promise<void> {
  const edge = new TreeEdge(registerTools.sha256);
  for (let bundle = Math.floor(from / tileWidth); bundle * tileWidth < size; bundle += 1) {
    const entries = await readBundleEntries(reader, bundle, size);
    edge.taken();
    entries.forEach((bytes, at) => {
      const index = bundle * tileWidth + at;
      if (index < from) return;
      edge.add(leafHash(registerTools.sha256, bytes));
      visit(readOwn(bytes, index), index);
    });
  }
  if (from === 0 && !sameBytes(edge.root(), root)) throw damaged('checkpoint', 'the entries do not lead to the root');
}
