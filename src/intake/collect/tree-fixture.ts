import { DecodeError } from '../../foundation/decode-error.ts';
import { byCodeUnit } from '../../foundation/order.ts';
import type { EntryType } from '../../model/format.ts';
import type { ContentKind, Entry, Tree, Unpacked } from '../../model/unpacked.ts';

/** A file by its text or bytes, or an entry spelt out. A path that ends in `/` is a folder. */
export type FixtureEntry =
  | string
  | Uint8Array
  | {
      readonly target?: string;
      readonly content?: string | Uint8Array;
      readonly mode?: number | null;
      readonly uid?: number;
      readonly type?: EntryType;
      readonly kind?: ContentKind;
      readonly sha256?: string;
      /** Reading it fails, as a damaged file's would. */
      readonly damaged?: boolean;
    };

const encoder = new TextEncoder();

/** Test support: one tree, e.g. `treeOf({ '/etc/inittab': '…', '/bin/sh': { target: 'busybox' } })`; parent folders are made up. */
export function treeOf(files: Readonly<Record<string, FixtureEntry>>, at = 'root.squashfs'): Unpacked {
  return unpackedOf([[at, files]]);
}

/** Test support: several trees, and pieces by name. */
export function unpackedOf(
  trees: readonly (readonly [at: string, files: Readonly<Record<string, FixtureEntry>>])[],
  pieces: Readonly<Record<string, FixtureEntry>> = {},
): Unpacked {
  return {
    trees: trees.map(([at, files]) => oneTree(at, files)),
    pieces: Object.entries(pieces).map(([path, file]) => entryOf(path, path, file)),
  };
}

function oneTree(at: string, files: Readonly<Record<string, FixtureEntry>>): Tree {
  const byPath = new Map<string, Entry>();
  for (const [name, file] of Object.entries(files)) {
    const path = name.length > 1 && name.endsWith('/') ? name.slice(0, -1) : name;
    for (let slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash);
      if (!byPath.has(folder)) byPath.set(folder, entryOf(`${at}!${folder}`, folder, { type: 'directory', mode: 0o755 }));
    }
    byPath.set(path, entryOf(`${at}!${path}`, path, name.endsWith('/') ? { type: 'directory', mode: 0o755 } : file));
  }
  const entries = [...byPath.values()].sort((a, b) => byCodeUnit(a.path, b.path));
  return { at, format: 'squashfs', status: 'unpacked', entries, byPath, implied: new Set() };
}

function entryOf(at: string, path: string, file: FixtureEntry): Entry {
  const given = typeof file === 'string' || file instanceof Uint8Array ? { content: file } : file;
  const type = given.type ?? (given.target === undefined ? 'file' : 'symlink');
  const content = typeof given.content === 'string' ? encoder.encode(given.content) : (given.content ?? new Uint8Array(0));
  return {
    at,
    path,
    type,
    mode: given.mode === undefined ? 0o755 : given.mode,
    uid: given.uid ?? 0,
    gid: 0,
    size: type === 'file' ? content.length : 0,
    target: given.target ?? null,
    sha256: given.sha256 ?? null,
    kind: type === 'file' ? (given.kind ?? kindOf(content)) : null,
    hits: [],
    read: () => {
      if (given.damaged === true) throw new DecodeError('malformed', 'a damaged file');
      return content;
    },
  };
}

function kindOf(content: Uint8Array): ContentKind {
  if (content.length === 0) return 'empty';
  if (content[0] === 0x7f && content[1] === 0x45 && content[2] === 0x4c && content[3] === 0x46) return 'elf';
  if (content[0] === 0x23 && content[1] === 0x21) return 'script';
  return content.includes(0) ? 'data' : 'text';
}
