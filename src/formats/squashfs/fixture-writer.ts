import type { BitField } from './bit-field.ts';
import { type InodeField, inodeLayouts } from './inode-layout.ts';
import type { MetadataPlace } from './superblock.ts';

/** What a test image is to hold; folders are made on the way. */
export type FixtureEntry = { readonly path: string; readonly content?: Uint8Array; readonly target?: string; readonly type?: number };

export type FixtureOptions = {
  readonly major: 1 | 2 | 3 | 4;
  readonly little: boolean;
  readonly magic: string;
  /** Of version 4. */
  readonly compressor?: number;
  /** AVM: metadata lengths little-endian in a big-endian image. */
  readonly littleLengths?: boolean;
  readonly compress: (block: Uint8Array) => Uint8Array;
};

const BLOCK_LOG = 12;
const BLOCK = 2 ** BLOCK_LOG;
const OWNER = 1000;
const GROUP = 100;
type Node = { readonly name: string; readonly children: Map<string, Node>; readonly entry?: FixtureEntry };
type Placed = { readonly name: string; readonly place: MetadataPlace; readonly number: number; readonly type: number };

/** Bytes that grow, in one byte order. */
class Writer {
  bytes: number[] = [];
  readonly little: boolean;
  constructor(little: boolean) {
    this.little = little;
  }
  number(value: number, size: number): this {
    const digits = Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** at) % 256);
    this.bytes.push(...(this.little ? digits : digits.reverse()));
    return this;
  }
  raw(bytes: Iterable<number>): this {
    this.bytes.push(...bytes);
    return this;
  }
}

/** A table of metadata blocks; `add` says where what it appends will be found. */
class Table extends Writer {
  readonly #pending: number[] = [];
  readonly #pack: FixtureOptions;
  constructor(options: FixtureOptions) {
    super(options.littleLengths ?? options.little);
    this.#pack = options;
  }
  add(bytes: Iterable<number>): MetadataPlace {
    const place = { block: this.bytes.length, offset: this.#pending.length };
    this.#pending.push(...bytes);
    while (this.#pending.length >= 8192) this.flush();
    return place;
  }
  flush(): this {
    if (this.#pending.length === 0) return this;
    const plain = Uint8Array.from(this.#pending.splice(0, 8192));
    const packed = this.#pack.compress(plain);
    const stored = packed.length >= plain.length;
    this.number((stored ? 0x8000 : 0) + (stored ? plain : packed).length, 2).raw(stored ? plain : packed);
    return this;
  }
}

/** Writes a small SquashFS image for tests: 4 KiB blocks, owner 1000, group 100 (before version 4; of folders 1000), one fragment block. */
export function writeSquashfs(entries: readonly FixtureEntry[], options: FixtureOptions): Uint8Array {
  return new Image(options).write(entries);
}

class Image {
  readonly #options: FixtureOptions;
  readonly #data: Writer;
  readonly #inodes: Table;
  readonly #listings: Table;
  readonly #tails: number[] = [];
  #count = 0;

  constructor(options: FixtureOptions) {
    this.#options = options;
    this.#data = new Writer(options.little).raw(new Uint8Array({ 1: 51, 2: 63, 3: 119, 4: 96 }[options.major]));
    this.#inodes = new Table(options);
    this.#listings = new Table(options);
  }

  write(entries: readonly FixtureEntry[]): Uint8Array {
    const root = this.#place(treeOf(entries));
    const { major, little } = this.#options;
    const out = this.#data;
    const fragment = this.#tails.length > 0 ? new Writer(little).number(out.bytes.length, major === 2 ? 4 : 8) : undefined;
    if (fragment !== undefined) fragment.number(this.#block(Uint8Array.from(this.#tails)), 4).number(0, major === 2 ? 0 : 4);
    const inodeTable = out.bytes.length;
    const directoryTable = out.raw(this.#inodes.flush().bytes).bytes.length;
    out.raw(this.#listings.flush().bytes);
    const fragmentTable = fragment === undefined ? 0 : this.#indexed(fragment.bytes, major === 2 ? 4 : 8);
    const owner = new Writer(little).number(OWNER, 4).bytes;
    const owners = major === 4 ? this.#indexed(owner, 8) : out.raw(owner).number(GROUP, 4).bytes.length - 8;
    const head = { root, inodeTable, directoryTable, fragmentTable, owners, fragments: fragment === undefined ? 0 : 1 };
    const superblock = major === 4 ? this.#superblock4(head) : this.#superblock(head);
    return Uint8Array.from([...superblock.bytes, ...out.bytes.slice(superblock.bytes.length)]);
  }

  /** A metadata table and, after it, the absolute offset of its only block; returns where that index stands. */
  #indexed(bytes: readonly number[], width: number): number {
    const at = this.#data.bytes.length;
    const table = new Table(this.#options);
    table.add(bytes);
    this.#data.raw(table.flush().bytes).number(at, width);
    return this.#data.bytes.length - width;
  }

  #block(plain: Uint8Array): number {
    const packed = this.#options.compress(plain);
    const stored = packed.length >= plain.length;
    this.#data.raw(stored ? plain : packed);
    return stored ? plain.length + (this.#options.major === 1 ? 0x8000 : 0x1000000) : packed.length;
  }

  #place(node: Node): Placed {
    const children = [...node.children.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map((child) => this.#place(child));
    this.#count += 1;
    const number = this.#count;
    const type = node.entry?.type ?? (node.entry?.target !== undefined ? 3 : node.entry?.content !== undefined ? 2 : 1);
    if (type === 1) return { name: node.name, number, type, place: this.#directory(children, number) };
    if (type === 2) return { name: node.name, number, type, place: this.#file(node.entry?.content ?? new Uint8Array(0), number) };
    const target = new TextEncoder().encode(node.entry?.target ?? '');
    return { name: node.name, number, type, place: this.#inode(type, number, { size: target.length }, target) };
  }

  #file(content: Uint8Array, number: number): MetadataPlace {
    const { major, little } = this.#options;
    const start = this.#data.bytes.length;
    const tail = major === 1 ? 0 : content.length % BLOCK;
    const list = new Writer(little);
    for (let at = 0; at < content.length - tail; at += BLOCK)
      list.number(this.#block(content.subarray(at, at + BLOCK)), major === 1 ? 2 : 4);
    const offset = tail === 0 ? 0 : this.#tails.length;
    if (tail > 0) this.#tails.push(...content.subarray(content.length - tail));
    const fields = { size: content.length, start, offset, fragment: tail === 0 ? 0xffffffff : 0 };
    return this.#inode(2, number, fields, list.bytes);
  }

  #directory(children: readonly Placed[], number: number): MetadataPlace {
    const { major, little } = this.#options;
    const out = new Writer(little);
    let done = 0;
    while (done < children.length) {
      const first = children[done] as Placed;
      const run = children.slice(done, done + 256).filter((child) => child.place.block === first.place.block);
      if (major === 4)
        out
          .number(run.length - 1, 4)
          .number(first.place.block, 4)
          .number(first.number, 4);
      else if (major === 3)
        out
          .number(run.length - 1, 1)
          .number(first.place.block, 4)
          .number(first.number, 4);
      else out.number(run.length - 1, 1).number(first.place.block, 3);
      for (const child of run) {
        const name = new TextEncoder().encode(child.name);
        const difference = (child.number - first.number + 0x10000) % 0x10000;
        if (major === 4)
          out
            .number(child.place.offset, 2)
            .number(difference, 2)
            .number(child.type, 2)
            .number(name.length - 1, 2);
        else {
          const packed = bits(3, little, [
            [[0, 13], child.place.offset],
            [[13, 3], major === 1 && child.type > 5 ? 0 : child.type],
            [[16, 8], name.length - 1],
          ]);
          out.raw(packed).number(major === 3 ? difference : 0, major === 3 ? 2 : 0);
        }
        out.raw(name);
      }
      done += run.length;
    }
    const place = this.#listings.add(out.bytes);
    const size = out.bytes.length + (major >= 3 ? 3 : 0);
    return this.#inode(1, number, { size, start: place.block, offset: place.offset }, []);
  }

  #inode(type: number, number: number, fields: Partial<Record<InodeField, number>>, rest: Iterable<number>): MetadataPlace {
    const { major, little } = this.#options;
    const layouts = inodeLayouts[major];
    const ipc = major === 1 && type > 5;
    const layout = layouts.bodies[ipc ? 0 : type];
    if (layout === undefined) throw new Error(`no inode type ${type} in version ${major}`);
    const all: [BitField, number][] = [
      [layouts.type, ipc ? 0 : type],
      [layouts.mode, type === 1 ? 0o755 : 0o4711],
      [layouts.gid, type === 1 ? Math.max(0, layouts.sameGid) : 0],
    ];
    if (major >= 3) all.push([[major === 3 ? 64 : 96, 32], number]);
    for (const [name, value] of Object.entries({ ...fields, ipcType: type })) {
      const where = layout.fields[name as InodeField];
      if (where !== undefined) all.push([where, value]);
    }
    return this.#inodes.add([...bits(layout.bytes, little, all), ...rest]);
  }

  #superblock4(head: Head): Writer {
    const out = new Writer(this.#options.little).raw(new TextEncoder().encode(this.#options.magic));
    out
      .number(this.#count, 4)
      .number(0, 4)
      .number(BLOCK, 4)
      .number(head.fragments, 4)
      .number(this.#options.compressor ?? 1, 2);
    out.number(BLOCK_LOG, 2).number(0x200, 2).number(1, 2).number(4, 2).number(0, 2);
    out
      .number(head.root.place.block * 65536 + head.root.place.offset, 8)
      .number(this.#data.bytes.length, 8)
      .number(head.owners, 8);
    out.raw(new Uint8Array(8).fill(255)).number(head.inodeTable, 8).number(head.directoryTable, 8);
    return (head.fragments > 0 ? out.number(head.fragmentTable, 8) : out.raw(new Uint8Array(8).fill(255))).raw(new Uint8Array(8).fill(255));
  }

  #superblock(head: Head): Writer {
    const { major, little, magic } = this.#options;
    const used = this.#data.bytes.length;
    const short = (value: number): number => (major < 3 ? value : 0);
    const out = new Writer(little).raw(new TextEncoder().encode(magic)).number(this.#count, 4).number(short(used), 4);
    out
      .number(short(head.owners), 4)
      .number(short(head.owners + 4), 4)
      .number(short(head.inodeTable), 4)
      .number(short(head.directoryTable), 4);
    out
      .number(major, 2)
      .number(major === 3 ? 1 : 0, 2)
      .number(BLOCK, 2)
      .number(BLOCK_LOG, 2)
      .number(0, 1)
      .number(1, 1)
      .number(1, 1)
      .number(0, 4);
    out.number(head.root.place.block * 65536 + head.root.place.offset, 8);
    if (major >= 2)
      out
        .number(BLOCK, 4)
        .number(head.fragments, 4)
        .number(major === 2 ? head.fragmentTable : 0, 4);
    if (major === 3)
      for (const value of [used, head.owners, head.owners + 4, head.inodeTable, head.directoryTable, head.fragmentTable])
        out.number(value, 8);
    return major === 3 ? out.raw(new Uint8Array(8).fill(255)) : out;
  }
}

type Head = { readonly root: Placed } & Readonly<
  Record<'inodeTable' | 'directoryTable' | 'fragmentTable' | 'owners' | 'fragments', number>
>;

function bits(size: number, little: boolean, fields: readonly (readonly [BitField, number])[]): Uint8Array {
  const out = new Uint8Array(size);
  for (const [[at, width], value] of fields) {
    for (let bit = 0; bit < width; bit += 1) {
      if (Math.floor(value / 2 ** bit) % 2 === 0) continue;
      const position = little ? at + bit : at + width - 1 - bit;
      const byte = Math.floor(position / 8);
      out[byte] = (out[byte] ?? 0) | (little ? 1 << (position % 8) : 0x80 >> (position % 8));
    }
  }
  return out;
}

function treeOf(entries: readonly FixtureEntry[]): Node {
  const root: Node = { name: '', children: new Map() };
  for (const entry of entries) {
    const names = entry.path.split('/').slice(1);
    let node = root;
    names.forEach((name, index) => {
      const last = index === names.length - 1;
      const next = node.children.get(name) ?? { name, children: new Map(), ...(last ? { entry } : {}) };
      node.children.set(name, next);
      node = next;
    });
  }
  return root;
}
