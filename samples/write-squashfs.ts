import { constants, deflateSync } from 'node:zlib';

/** A file, link or empty folder of an image; the folders above it are made on the way. */
export type RootEntry =
  | { readonly path: string; readonly mode: number; readonly content: Uint8Array | string }
  | { readonly path: string; readonly target: string }
  | { readonly path: string; readonly folder: true };

const blockLog = 17;
const blockSize = 2 ** blockLog;
const metadataSize = 8192;
const none = 0xffffffffffffffffn;

const types = { folder: 1, file: 2, link: 3 } as const;
type Node = { readonly name: string; readonly number: number; readonly entry: RootEntry | null; readonly children: Map<string, Node> };
type Place = { readonly block: number; readonly offset: number };
type Stored = { readonly name: string; readonly number: number; readonly type: number; readonly place: Place };

/** Run-length matching only: of zlib's strategies the one whose output is the same on every processor. */
const squeeze = (plain: Buffer): Buffer => deflateSync(plain, { level: 9, strategy: constants.Z_RLE });

/**
 * Writes a SquashFS 4.0 image (little endian, gzip, 128 KiB blocks, no fragments, everything owned by root) as mksquashfs would with
 * `-no-fragments -no-exports -no-xattrs -all-root`. `time` in seconds since 1970 stands on every entry. Same input, same bytes.
 */
export function writeSquashfs(entries: readonly RootEntry[], time: number): Buffer {
  return new Image(time).write(entries);
}

/** A table of metadata blocks of at most 8 KiB, each with a length of two bytes in front. */
class MetadataTable {
  readonly #stored: Buffer[] = [];
  #pending = Buffer.alloc(0);
  #bytes = 0;

  add(bytes: Buffer): Place {
    const place = { block: this.#bytes, offset: this.#pending.length };
    this.#pending = Buffer.concat([this.#pending, bytes]);
    while (this.#pending.length >= metadataSize) this.#flush();
    return place;
  }

  finish(): Buffer {
    if (this.#pending.length > 0) this.#flush();
    return Buffer.concat(this.#stored);
  }

  #flush(): void {
    const plain = this.#pending.subarray(0, metadataSize);
    this.#pending = this.#pending.subarray(metadataSize);
    const packed = squeeze(plain);
    const smaller = packed.length < plain.length;
    const block = smaller ? packed : plain;
    this.#stored.push(numbers([block.length + (smaller ? 0 : 0x8000), 2]), block);
    this.#bytes += 2 + block.length;
  }
}

class Image {
  readonly #time: number;
  readonly #data: Buffer[] = [Buffer.alloc(96)];
  #length = 96;
  readonly #inodes = new MetadataTable();
  readonly #listings = new MetadataTable();
  #count = 0;

  constructor(time: number) {
    this.#time = time;
  }

  write(entries: readonly RootEntry[]): Buffer {
    const root = this.#store(this.#treeOf(entries), 0).place;
    const inodeTable = this.#append(this.#inodes.finish());
    const directoryTable = this.#append(this.#listings.finish());
    const owners = new MetadataTable();
    owners.add(numbers([0, 4]));
    const ownerBlock = this.#append(owners.finish());
    const ownerTable = this.#append(numbers([ownerBlock, 8]));
    const used = this.#length;
    const head = Buffer.concat([
      Buffer.from('hsqs', 'latin1'),
      numbers([this.#count, 4], [this.#time, 4], [blockSize, 4], [0, 4]),
      // gzip; no fragments (0x10), no extended attributes (0x200); one owner; version 4.0
      numbers([1, 2], [blockLog, 2], [0x210, 2], [1, 2], [4, 2], [0, 2]),
      numbers([root.block * 65536 + root.offset, 8], [used, 8], [ownerTable, 8], [none, 8]),
      numbers([inodeTable, 8], [directoryTable, 8], [none, 8], [none, 8]),
    ]);
    const image = Buffer.concat([...this.#data, Buffer.alloc((4096 - (used % 4096)) % 4096)]);
    head.copy(image);
    return image;
  }

  #append(bytes: Buffer): number {
    const at = this.#length;
    this.#data.push(bytes);
    this.#length += bytes.length;
    return at;
  }

  #treeOf(entries: readonly RootEntry[]): Node {
    const make = (name: string, entry: RootEntry | null): Node => ({ name, number: (this.#count += 1), entry, children: new Map() });
    const root = make('', null);
    for (const entry of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
      const names = entry.path.split('/').slice(1);
      let node = root;
      for (const [index, name] of names.entries()) {
        const next = node.children.get(name) ?? make(name, index === names.length - 1 && !('folder' in entry) ? entry : null);
        node.children.set(name, next);
        node = next;
      }
    }
    return root;
  }

  /** Children first: a folder's listing says where their inodes stand. The root's parent is the number after the last. */
  #store(node: Node, parent: number): Stored {
    const { name, number, entry } = node;
    if (entry !== null && 'target' in entry) return { name, number, type: types.link, place: this.#link(number, entry.target) };
    if (entry !== null && 'content' in entry)
      return { name, number, type: types.file, place: this.#file(number, entry.mode, Buffer.from(entry.content)) };
    const children = [...node.children.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map((child) => this.#store(child, number));
    return { name, number, type: types.folder, place: this.#folder(number, parent || this.#count + 1, children) };
  }

  #inode(type: number, mode: number, number: number, rest: Buffer): Place {
    return this.#inodes.add(Buffer.concat([numbers([type, 2], [mode, 2], [0, 2], [0, 2], [this.#time, 4], [number, 4]), rest]));
  }

  #link(number: number, target: string): Place {
    const bytes = Buffer.from(target);
    return this.#inode(types.link, 0o777, number, Buffer.concat([numbers([1, 4], [bytes.length, 4]), bytes]));
  }

  #file(number: number, mode: number, content: Buffer): Place {
    const start = this.#length;
    const sizes: Buffer[] = [];
    for (let at = 0; at < content.length; at += blockSize) {
      const plain = content.subarray(at, at + blockSize);
      const packed = squeeze(plain);
      const smaller = packed.length < plain.length;
      this.#append(smaller ? packed : plain);
      sizes.push(numbers([smaller ? packed.length : plain.length + 2 ** 24, 4]));
    }
    return this.#inode(
      types.file,
      mode,
      number,
      Buffer.concat([numbers([start, 4], [0xffffffff, 4], [0, 4], [content.length, 4]), ...sizes]),
    );
  }

  #folder(number: number, parent: number, children: readonly Stored[]): Place {
    const listing = listingOf(children);
    const { block, offset } = this.#listings.add(listing);
    const links = 2 + children.filter((child) => child.type === types.folder).length;
    // A listing's stated size counts `.` and `..`, three bytes, though they are not stored.
    return this.#inode(types.folder, 0o755, number, numbers([block, 4], [links, 4], [listing.length + 3, 2], [offset, 2], [parent, 4]));
  }
}

/** Runs of at most 256 entries whose inodes stand in one metadata block, a header before each. */
function listingOf(children: readonly Stored[]): Buffer {
  const parts: Buffer[] = [];
  for (let done = 0; done < children.length; ) {
    const first = children[done] as Stored;
    const rest = children.slice(done, done + 256);
    const end = rest.findIndex((child) => child.place.block !== first.place.block);
    const run = end < 0 ? rest : rest.slice(0, end);
    parts.push(numbers([run.length - 1, 4], [first.place.block, 4], [first.number, 4]));
    for (const { name, number, type, place } of run) {
      const bytes = Buffer.from(name);
      parts.push(numbers([place.offset, 2], [(number - first.number) & 0xffff, 2], [type, 2], [bytes.length - 1, 2]), bytes);
    }
    done += run.length;
  }
  return Buffer.concat(parts);
}

/** Little-endian numbers as `[value, bytes]`. */
function numbers(...list: readonly (readonly [value: number | bigint, bytes: number])[]): Buffer {
  const out = Buffer.alloc(list.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of list) {
    if (bytes === 8) out.writeBigUInt64LE(BigInt(value), at);
    else out.writeUIntLE(Number(value), at, bytes);
    at += bytes;
  }
  return out;
}
