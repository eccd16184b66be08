import type { Budget } from '../../foundation/budget.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { decodeName } from '../../foundation/decode-name.ts';
import type { Trouble } from '../../model/format.ts';
import { listDirectory } from './directory.ts';
import { type Inode, readInode } from './inode.ts';
import type { Metadata } from './metadata.ts';
import type { MetadataPlace, Superblock } from './superblock.ts';

/** Folders inside folders; Linux's PATH_MAX allows no more than 2048, no product comes near this. */
const MAX_DEPTH = 256;

export type Found = { readonly path: string; readonly inode: Inode };
type Folder = { readonly path: string; readonly inode: Inode; readonly depth: number };

/** Walks an image's folders from its root; what cannot be read becomes a trouble and the rest goes on. */
export class TreeWalk {
  readonly found: Found[] = [];
  readonly troubles: Trouble[] = [];
  readonly #metadata: Metadata;
  readonly #superblock: Superblock;
  readonly #budget: Budget;
  /** Folders met, by their inode's place: a folder has one name, so a second one is a loop or a lie. */
  readonly #met = new Set<number>();

  constructor(metadata: Metadata, superblock: Superblock, budget: Budget) {
    this.#metadata = metadata;
    this.#superblock = superblock;
    this.#budget = budget;
  }

  /** The folder a listing starts from, proven by its first entry. `malformed`: no folder there. */
  readRoot(): Inode {
    const root = readInode(this.#metadata, this.#superblock, this.#superblock.root);
    if (root.type !== 'directory') throw new DecodeError('malformed', 'the root inode is no directory');
    for (const { name } of listDirectory(this.#metadata, this.#superblock, root)) {
      if (!isName(name)) throw new DecodeError('malformed', 'the root directory does not read as one');
      break;
    }
    return root;
  }

  /** Fills `found` and `troubles`; a spent budget ends it with a trouble of code `limit`. */
  run(root: Inode): void {
    this.#met.add(key(this.#superblock.root));
    const folders: Folder[] = [{ path: '', inode: root, depth: 0 }];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      if (!this.#guard(folder.path, () => this.#list(folder as Folder, folders))) return;
    }
  }

  #list(folder: Folder, folders: Folder[]): void {
    for (const { name, inode: place } of listDirectory(this.#metadata, this.#superblock, folder.inode)) {
      this.#budget.spend('entries', 1);
      this.#budget.spend('steps', 1 + folder.path.length);
      if (!isName(name)) {
        this.troubles.push({ code: 'malformed', detail: `${folder.path}/: an impossible name was left out` });
        continue;
      }
      const path = `${folder.path}/${decodeName(name)}`;
      if (!this.#guard(path, () => this.#add(path, place, folder, folders))) throw new DecodeError('limit', 'the budget is spent');
    }
  }

  #add(path: string, place: MetadataPlace, folder: Folder, folders: Folder[]): void {
    const inode = readInode(this.#metadata, this.#superblock, place);
    if (inode.type === 'directory') {
      if (this.#met.has(key(place))) throw new DecodeError('malformed', 'a folder under two names');
      if (folder.depth >= MAX_DEPTH) throw new DecodeError('unsupported', `folders deeper than ${MAX_DEPTH}`);
      this.#met.add(key(place));
      folders.push({ path, inode, depth: folder.depth + 1 });
    }
    this.found.push({ path, inode });
  }

  /** Whether to go on: a decode error is noted, only a spent budget stops. */
  #guard(path: string, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      if (this.troubles.at(-1)?.code !== 'limit') this.troubles.push({ code: error.code, detail: `${path || '/'}: ${error.message}` });
      return error.code !== 'limit';
    }
  }
}

const key = (place: MetadataPlace): number => place.block * 0x10000 + place.offset;

/** No empty name, `.` or `..`, no separator: such a name would leave its folder. */
function isName(name: Uint8Array): boolean {
  const dots = name[0] === 0x2e && (name.length === 1 || (name.length === 2 && name[1] === 0x2e));
  return name.length > 0 && !dots && !name.includes(0x2f) && !name.includes(0);
}
