import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { hex } from '../../foundation/hex.ts';
import type { RegisterEntry, RegisterEvent } from '../../model/register-entry.ts';
import { formatCheckpoint } from '../../register/checkpoint.ts';
import { encodeBundle } from '../../register/entry-bundle.ts';
import { hashLeaf } from '../../register/hash-leaf.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { formatNote, noteBytes } from '../../register/signed-note.ts';
import { bundlePath, tilePath, tilesOf, tileWidth } from '../../register/tile-path.ts';
import type { TreeEdge } from '../../register/tree-edge.ts';
import type { VerifiedCheckpoint } from '../../register/verify-checkpoint.ts';
import { checkEvents, type EncodedEntry } from './check-events.ts';
import { durableWrite, type FileToWrite } from './durable-write.ts';
import { folderReader } from './folder-reader.ts';
import { catchUp, type FolderView, folderView, indexFolder } from './folder-view.ts';
import type { NoteSigner } from './note-signer.ts';
import { NumberIndex } from './number-index.ts';
import { readBundleEntries, readEdge, readEntriesAt, readHead } from './read-log.ts';
import { type RegisterLock, takeLock } from './register-lock.ts';
import { registerTools } from './register-tools.ts';

/** What to append: events, or who finds out under the lock what is still to be said (none: it was said before). */
export type Proposal = readonly RegisterEvent[] | ((view: FolderView) => Promise<readonly RegisterEvent[]>);

export type AppendOptions = {
  /** RFC 3339 in UTC, whole seconds. */
  readonly now?: () => string;
  /** How long to wait for another writer. */
  readonly waitMs?: number;
  /** Told after each step of the writing; for tests that end the process there. */
  readonly onStep?: (step: 'locked' | 'read' | 'files' | 'checkpoint' | 'index') => void;
};

/** Entries that are in the log now, from `first` on, under a checkpoint that has been replaced and synced. */
export type Appended = {
  readonly first: number;
  readonly size: number;
  readonly entries: readonly RegisterEntry[];
  readonly checkpoint: Uint8Array;
};

const usualWaitMs = 10_000;
const clock = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

export const lockFolder = (folder: string): string => join(folder, '.iqs');

/**
 * Appends under the lock (docs/spec/register.md, writing): tiles and bundles, then the checkpoint, then the index. Killed anywhere, the next one goes on from
 * the checkpoint. Costs what is new and the right edge. All of it or nothing.
 */
export async function appendEntries(
  folder: string,
  signer: NoteSigner,
  proposal: Proposal,
  options: AppendOptions = {},
): Promise<Appended> {
  const lock = await takeLock(lockFolder(folder), options.waitMs ?? usualWaitMs);
  try {
    options.onStep?.('locked');
    const index = new NumberIndex(indexFolder(folder), 'write');
    try {
      return await append({ folder, signer, lock, index }, proposal, options);
    } finally {
      index.close();
    }
  } finally {
    lock.release();
  }
}

type Held = { readonly folder: string; readonly signer: NoteSigner; readonly lock: RegisterLock; readonly index: NumberIndex };

async function append(held: Held, proposal: Proposal, options: AppendOptions): Promise<Appended> {
  const { folder, signer, index } = held;
  const reader = folderReader(folder);
  const head = await readHead(reader, { logKey: signer.key, witnesses: [], quorum: 0 }, folder);
  await catchUp(index, reader, head);
  const view = folderView(index, reader, head);
  const events = typeof proposal === 'function' ? await proposal(view) : proposal;
  if (events.length === 0) return { first: head.size, size: head.size, entries: [], checkpoint: formatNote(head.note) };
  const encoded = await checkEvents(events, await stamp(reader, head, options.now ?? clock), view);
  options.onStep?.('read');
  return write({ ...held, reader, head }, encoded, options);
}

type Writing = Held & { readonly reader: RegisterReader; readonly head: VerifiedCheckpoint };

/** The clock's word, but never before the last entry's: a clock that was put back does not make the log unreadable. */
async function stamp(reader: RegisterReader, { size }: VerifiedCheckpoint, now: () => string): Promise<string> {
  const [last] = size === 0 ? [] : await readEntriesAt(reader, [size - 1], size);
  const at = now();
  return last !== undefined && last.entry.at > at ? last.entry.at : at;
}

async function write(writing: Writing, encoded: readonly EncodedEntry[], { onStep }: AppendOptions): Promise<Appended> {
  const { folder, signer, reader, head, lock, index } = writing;
  const edge = await readEdge(reader, head);
  const files = [...(await bundles(reader, head.size, encoded)), ...tiles(edge, encoded)];
  await durableWrite(
    folder,
    files.map(({ path, bytes }) => ({ path: join(folder, path), bytes })),
  );
  onStep?.('files');
  const root = edge.root();
  const checkpoint = signHead(signer, { origin: head.origin, size: edge.size, root });
  lock.check();
  await durableWrite(folder, [{ path: join(folder, 'checkpoint'), bytes: checkpoint }]);
  onStep?.('checkpoint');
  const entries = encoded.map(({ entry }) => entry);
  await index.extend(entries, hex(root));
  onStep?.('index');
  sweep(folder, head.size, edge.size);
  return { first: head.size, size: edge.size, entries, checkpoint };
}

/** A checkpoint that the log's key alone has signed. */
export function signHead({ key, sign }: NoteSigner, head: Parameters<typeof formatCheckpoint>[0]): Uint8Array {
  const text = formatCheckpoint(head);
  return formatNote({ text, signatures: [{ name: key.name, keyId: key.keyId, signature: sign(noteBytes(text)) }] });
}

/** Bundles from the one that was not full on. */
async function bundles(reader: RegisterReader, size: number, encoded: readonly EncodedEntry[]): Promise<readonly FileToWrite[]> {
  const first = Math.floor(size / tileWidth);
  const begun = size % tileWidth === 0 ? [] : await readBundleEntries(reader, first, size);
  const entries = [...begun, ...encoded.map(({ bytes }) => bytes)];
  return Array.from({ length: Math.ceil(entries.length / tileWidth) }, (_, at) => {
    const own = entries.slice(at * tileWidth, (at + 1) * tileWidth);
    return { path: bundlePath(first + at, own.length), bytes: encodeBundle(own) };
  });
}

function tiles(edge: TreeEdge, encoded: readonly EncodedEntry[]): readonly FileToWrite[] {
  for (const { bytes } of encoded) edge.add(hashLeaf(registerTools.sha256, bytes));
  return [...edge.taken(), ...edge.partials()].map((tile) => ({ path: tilePath(tile), bytes: tile.hashes }));
}

/** Partial tiles and bundles of places that are full now; that they are left lying does no harm. */
function sweep(folder: string, before: number, after: number): void {
  for (let level = 0; tilesOf(level, after).full > 0; level += 1) {
    const { full, partial } = tilesOf(level, before);
    if (partial === 0 || tilesOf(level, after).full <= full) continue;
    const paths = [tilePath({ level, index: full, width: tileWidth }), ...(level === 0 ? [bundlePath(full, tileWidth)] : [])];
    for (const path of paths) rmSync(join(folder, `${path}.p`), { recursive: true, force: true });
  }
}
