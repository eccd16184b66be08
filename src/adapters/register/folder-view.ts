import { join } from 'node:path';
import { hex } from '../../foundation/hex.ts';
import { type LabelHistory, labelHistory, type PlacedEntry } from '../../register/label-history.ts';
import { nodesOf, proveRoot } from '../../register/prove.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { tileWidth } from '../../register/tile-path.ts';
import type { VerifiedCheckpoint } from '../../register/verify-checkpoint.ts';
import { NumberIndex } from './number-index.ts';
import { readEntriesAt } from './read-log.ts';
import { registerTools } from './register-tools.ts';
import { scanLog } from './scan-log.ts';

const { sha256 } = registerTools;

/** Entries indexed at a time when the index has fallen behind, so that memory stays flat: 256 bundles. */
const stride = 256 * tileWidth;

/** A register in one's own folder, at one size. */
export type FolderView = {
  readonly size: number;
  /** A number's entries and what they come to, by the index. */
  readonly history: (number: string) => Promise<LabelHistory>;
  /** Entries about keys and schemes. */
  readonly others: () => Promise<readonly PlacedEntry[]>;
};

export const indexFolder = (folder: string): string => join(folder, '.iqs', 'index');

/** Whether the index was made of the log that is there: the root at its size is the one it was made under. */
async function belongs({ state }: NumberIndex, reader: RegisterReader, { size }: VerifiedCheckpoint): Promise<boolean> {
  if (state.size === 0) return state.others === 0;
  if (state.size > size) return false;
  return hex(await proveRoot(nodesOf(reader, size, sha256), sha256, state.size)) === state.root;
}

/** Brings the index up to the checkpoint; made anew where it belongs to another log. Only under the lock. */
export async function catchUp(index: NumberIndex, reader: RegisterReader, head: VerifiedCheckpoint): Promise<void> {
  if (!(await belongs(index, reader, head))) await index.reset();
  const nodeAt = nodesOf(reader, head.size, sha256);
  while (index.state.size < head.size) {
    const from = index.state.size;
    const to = Math.min(head.size, (Math.floor(from / stride) + 1) * stride);
    const placed = await readEntriesAt(reader, range(from, to), head.size);
    await index.extend(
      placed.map(({ entry }) => entry),
      hex(await proveRoot(nodeAt, sha256, to)),
    );
  }
}

/** Look-ups by an index that was caught up. One that contradicts the log (which stands above it) is made anew and asked again. */
export function folderView(index: NumberIndex, reader: RegisterReader, head: VerifiedCheckpoint): FolderView {
  const look = async (number: string): Promise<LabelHistory | null> => {
    const places = index.entriesOf(number);
    if (places === null) return null;
    const entries = await readEntriesAt(reader, places, head.size);
    const isRight = entries.every(({ entry }) => 'number' in entry && entry.number === number);
    return isRight ? labelHistory(number, entries) : null;
  };
  return {
    size: head.size,
    history: async (number) => {
      const found = await look(number);
      if (found !== null) return found;
      await index.reset();
      await catchUp(index, reader, head);
      return (await look(number)) ?? labelHistory(number, []);
    },
    others: () => readEntriesAt(reader, index.others(), head.size),
  };
}

/**
 * A number's history for who may not write here: by the index where it belongs to this log, and the entries behind it one by one; without a fitting index
 * the whole log is read.
 */
export async function findHistory(folder: string, reader: RegisterReader, head: VerifiedCheckpoint, number: string): Promise<LabelHistory> {
  const index = new NumberIndex(indexFolder(folder), 'read');
  try {
    const indexed = (await belongs(index, reader, head)) ? index.entriesOf(number) : null;
    const known = indexed === null ? [] : await readEntriesAt(reader, indexed, head.size);
    const isRight = known.every(({ entry }) => 'number' in entry && entry.number === number);
    if (indexed === null || !isRight) return await scanHistory(reader, head, number, 0, []);
    return await scanHistory(reader, head, number, index.state.size, known);
  } finally {
    index.close();
  }
}

/** A number's history by reading the log from `from` on (see `scanLog`), after what was `known` before. */
export async function scanHistory(
  reader: RegisterReader,
  head: VerifiedCheckpoint,
  number: string,
  from = 0,
  known: readonly PlacedEntry[] = [],
): Promise<LabelHistory> {
  const found = [...known];
  await scanLog(reader, head, from, (entry, index) => {
    if ('number' in entry && entry.number === number) found.push({ index, entry });
  });
  return labelHistory(number, found);
}

function* range(from: number, to: number): Generator<number> {
  for (let at = from; at < to; at += 1) yield at;
}
