import { asDecodeError } from '../foundation/decode-error.ts';
import { hex } from '../foundation/hex.ts';
import { decodeBundle } from './entry-bundle.ts';
import { hashLeaf } from './hash-leaf.ts';
import { followKeys, noKeys } from './key-history.ts';
import { hashLength, type Sha256, sameBytes } from './merkle-hash.ts';
import { readEntry } from './read-entry.ts';
import { type RegisterReader, readBundle, readTile } from './register-reader.ts';
import { StandingTable } from './standing-table.ts';
import { tileWidth, widthOf } from './tile-path.ts';
import { type HistoryFault, transition } from './transition.ts';
import { type MadeTile, TreeEdge } from './tree-edge.ts';
import { type CheckpointFault, type LogPolicy, type SignatureChecks, verifyCheckpoint } from './verify-checkpoint.ts';

export type FsckCode =
  | CheckpointFault
  | HistoryFault
  | 'CHECKPOINT_MISSING'
  | 'BUNDLE_MISSING'
  | 'BUNDLE_MALFORMED'
  | 'ENTRY_EDITED'
  | 'ENTRY_MALFORMED'
  | 'TILE_MISSING'
  | 'TILE_HASH'
  | 'ROOT_MISMATCH';

/** What is wrong and where: `checkpoint`, `entry 7`, `tile 0/3`. */
export type FsckFinding = { readonly code: FsckCode; readonly at: string; readonly detail: string };

/** `size` null: there is no checkpoint to go by. `more`: findings beyond the thousand that are listed. */
export type FsckReport = {
  readonly size: number | null;
  readonly entries: number;
  readonly findings: readonly FsckFinding[];
  readonly more: number;
};

export type FsckTools = SignatureChecks & {
  readonly sha256: Sha256;
  /** Told now and then how many entries were read. */
  readonly onProgress?: (entries: number, size: number) => void;
};

const mostFindings = 1000;
/** Bundles asked for before they are needed. */
const ahead = 8;

/**
 * Makes everything anew from the entries and compares (docs/spec/register.md, verifying a whole register). Streams: what is kept is the right edge, the
 * keys, and a byte for each number.
 */
export async function fsck(reader: RegisterReader, policy: LogPolicy, tools: FsckTools): Promise<FsckReport> {
  const run = new FsckRun(reader, tools);
  const bytes = await reader.read('checkpoint');
  if (bytes === null) return run.report('CHECKPOINT_MISSING');
  const verdict = await verifyCheckpoint(bytes, policy, tools);
  if (!verdict.ok) return run.report(verdict.code, verdict.detail);
  await run.readAll(verdict.checkpoint.size);
  if (!sameBytes(run.edge.root(), verdict.checkpoint.root))
    run.find('ROOT_MISMATCH', 'checkpoint', `the entries come to ${hex(run.edge.root())}`);
  return run.done(verdict.checkpoint.size);
}

/** What stands at a place: the bundle and the leaf tile, null where not there or not readable. */
type Place = { readonly bundle: { readonly bytes: Uint8Array; readonly count: number } | null; readonly tile: Uint8Array | null };

class FsckRun {
  readonly #reader: RegisterReader;
  readonly #tools: FsckTools;
  readonly edge: TreeEdge;
  readonly #standings = new StandingTable();
  readonly #keys = noKeys();
  readonly #findings: FsckFinding[] = [];
  #more = 0;
  #lastAt = '';

  constructor(reader: RegisterReader, tools: FsckTools) {
    this.#reader = reader;
    this.#tools = tools;
    this.edge = new TreeEdge(tools.sha256);
  }

  find(code: FsckCode, at: string, detail = ''): void {
    if (this.#findings.length < mostFindings) this.#findings.push({ code, at, detail });
    else this.#more += 1;
  }

  done(size: number | null): FsckReport {
    return { size, entries: this.edge.size, findings: this.#findings, more: this.#more };
  }

  report(code: FsckCode, detail = ''): FsckReport {
    this.find(code, 'checkpoint', detail);
    return this.done(null);
  }

  async readAll(size: number): Promise<void> {
    const bundles = Math.ceil(size / tileWidth);
    const waiting: Promise<Place>[] = [];
    for (let index = 0; index < bundles; index += 1) {
      while (waiting.length < ahead && index + waiting.length < bundles) waiting.push(this.#place(index + waiting.length, size));
      const place = await waiting.shift();
      if (place !== undefined) this.#checkPlace(index, widthOf(0, index, size), place);
      for (const tile of this.edge.taken()) await this.#compareTile(tile, size);
      this.#tools.onProgress?.(this.edge.size, size);
    }
    for (const tile of this.edge.partials()) await this.#compareTile(tile, size);
  }

  async #place(index: number, size: number): Promise<Place> {
    const [bundle, tile] = await Promise.all([readBundle(this.#reader, index, size), this.#tile(0, index, size)]);
    return { bundle, tile };
  }

  async #tile(level: number, index: number, size: number): Promise<Uint8Array | null> {
    try {
      return await readTile(this.#reader, { level, index }, size);
    } catch (error) {
      if (asDecodeError(error).code === 'internal') throw error;
      return null;
    }
  }

  /** Entries where there are some; else the tile's word is taken for the leaves, so that one lost bundle is one finding. */
  #checkPlace(index: number, width: number, { bundle, tile }: Place): void {
    const entries = bundle === null ? null : this.#entries(index, width, bundle);
    if (bundle === null) this.find('BUNDLE_MISSING', `bundle ${index}`);
    if (tile === null) this.find('TILE_MISSING', `tile 0/${index}`);
    for (let at = 0; at < width; at += 1) {
      const entry = entries?.[at];
      const stated = tile?.subarray(at * hashLength, (at + 1) * hashLength);
      const leaf = entry === undefined ? (stated ?? new Uint8Array(hashLength)) : hashLeaf(this.#tools.sha256, entry);
      const place = index * tileWidth + at;
      if (stated !== undefined && !sameBytes(stated, leaf)) this.find('ENTRY_EDITED', `entry ${place}`, 'it does not hash to its leaf');
      if (entry !== undefined) this.#checkEntry(place, entry);
      this.edge.add(leaf);
    }
  }

  #entries(
    index: number,
    width: number,
    { bytes, count }: { readonly bytes: Uint8Array; readonly count: number },
  ): readonly Uint8Array[] | null {
    try {
      return decodeBundle(bytes, count).slice(0, width);
    } catch (error) {
      this.find('BUNDLE_MALFORMED', `bundle ${index}`, asDecodeError(error).message);
      return null;
    }
  }

  #checkEntry(index: number, bytes: Uint8Array): void {
    const at = `entry ${index}`;
    try {
      const entry = readEntry(bytes);
      if (entry.at < this.#lastAt) this.find('TIME_BACKWARDS', at, `${entry.at} after ${this.#lastAt}`);
      else this.#lastAt = entry.at;
      const keyFault = followKeys(this.#keys, entry);
      if (keyFault !== null) this.find(keyFault, at, entry.event);
      if (!('number' in entry)) return;
      const next = transition(this.#standings.get(entry.number), entry);
      if ('fault' in next) this.find(next.fault, at, `${entry.event} ${entry.number}`);
      else this.#standings.set(entry.number, next.standing);
    } catch (error) {
      this.find('ENTRY_MALFORMED', at, asDecodeError(error).message);
    }
  }

  /** The leaf tiles were compared hash by hash already, and said which entry it is; above, the tile is what is to blame. */
  async #compareTile({ level, index, hashes }: MadeTile, size: number): Promise<void> {
    if (level === 0) return;
    const tile = await this.#tile(level, index, size);
    if (tile === null) this.find('TILE_MISSING', `tile ${level}/${index}`);
    else if (!sameBytes(tile, hashes)) this.find('TILE_HASH', `tile ${level}/${index}`, 'its hashes are not those of the entries');
  }
}
