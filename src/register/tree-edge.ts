import { emptyRoot, hashLength, nodeHash, type Sha256 } from './merkle-hash.ts';
import { type TileCoordinates, tilesOf, tileWidth } from './tile-path.ts';
import { tileRoot } from './tile-root.ts';

/** A tile with its hashes. */
export type MadeTile = TileCoordinates & { readonly hashes: Uint8Array };

type Level = { index: number; width: number; hashes: Uint8Array };

/**
 * The right edge of a growing tree: of each level the one tile that is not full. Adding a leaf costs its share of the hashes above it; nothing to the left
 * is looked at again. Tiles that fill up come out of `taken`.
 */
export class TreeEdge {
  readonly #sha256: Sha256;
  readonly #levels: Level[] = [];
  #size = 0;
  #made: MadeTile[] = [];

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** Goes on from a tree of `size` entries whose partial tiles are these, level 0 first; a level whose tiles are all full has an empty one. */
  static resume(sha256: Sha256, size: number, partials: readonly Uint8Array[]): TreeEdge {
    const edge = new TreeEdge(sha256);
    edge.#size = size;
    partials.forEach((hashes, level) => {
      const own = new Uint8Array(tileWidth * hashLength);
      own.set(hashes);
      edge.#levels.push({ index: tilesOf(level, size).full, width: hashes.length / hashLength, hashes: own });
    });
    return edge;
  }

  get size(): number {
    return this.#size;
  }

  add(leaf: Uint8Array): void {
    this.#size += 1;
    this.#push(0, leaf);
  }

  #push(level: number, hash: Uint8Array): void {
    const row = (this.#levels[level] ??= { index: 0, width: 0, hashes: new Uint8Array(tileWidth * hashLength) });
    row.hashes.set(hash, row.width * hashLength);
    row.width += 1;
    if (row.width < tileWidth) return;
    this.#made.push({ level, index: row.index, width: tileWidth, hashes: row.hashes });
    this.#levels[level] = { index: row.index + 1, width: 0, hashes: new Uint8Array(tileWidth * hashLength) };
    this.#push(level + 1, tileRoot(this.#sha256, row.hashes));
  }

  /** Full tiles made since the last time this was asked. */
  taken(): readonly MadeTile[] {
    const made = this.#made;
    this.#made = [];
    return made;
  }

  /** The partial tiles as they are now; none is empty. */
  partials(): readonly MadeTile[] {
    return this.#levels.flatMap(({ index, width, hashes }, level) =>
      width === 0 ? [] : [{ level, index, width, hashes: hashes.slice(0, width * hashLength) }],
    );
  }

  /** RFC 6962, 2.1: complete subtrees from the right to the left, each taking what is on its right as its sibling. */
  root(): Uint8Array {
    let right: Uint8Array | null = null;
    for (const { width, hashes } of this.#levels) {
      let end = width;
      for (let run = 1; end > 0; run *= 2) {
        if (end % (run * 2) === 0) continue;
        const left = tileRoot(this.#sha256, hashes.slice((end - run) * hashLength, end * hashLength));
        right = right === null ? left : nodeHash(this.#sha256, left, right);
        end -= run;
      }
    }
    return right ?? emptyRoot(this.#sha256);
  }
}
