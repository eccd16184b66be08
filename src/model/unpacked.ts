import type { ContainerStatus, EntryType } from './format.ts';

/** What a file's content is, told by its bytes; `data` is everything that has no name. */
export type ContentKind =
  | 'empty'
  | 'elf'
  | 'script'
  | 'text'
  | 'key'
  | 'certificate'
  | 'image'
  | 'media'
  | 'container'
  | 'kernel'
  | 'boot-loader'
  | 'data';

/** A signature's needle found in a content: the needle's index in the table that intake was given, and where it starts. */
export type Hit = { readonly needle: number; readonly offset: number };

/** A file, folder, link or device inside the evidence, or a piece of a raw image. */
export type Entry = {
  /** Full place, e.g. `dvr.bin!/0x40000.squashfs!/etc/passwd`. */
  readonly at: string;
  /** Inside its tree, e.g. `/etc/passwd`; for a piece of an image its name. */
  readonly path: string;
  readonly type: EntryType;
  readonly mode: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
  readonly size: number;
  readonly target: string | null;
  /** SHA-256 of a regular file's content, lower-case hex; null for the rest and where it could not be read. */
  readonly sha256: string | null;
  readonly kind: ContentKind | null;
  /** Needles found, in order of offset; at most 4096 a file. */
  readonly hits: readonly Hit[];
  /** A regular file's content; throws `DecodeError`. Decodes again at each call: ask once. */
  readonly read: () => Uint8Array;
};

/** A file system, archive or folder. */
export type Tree = {
  /** The container's place, e.g. `dvr.bin!/0x40000.squashfs`. */
  readonly at: string;
  readonly format: string;
  readonly status: ContainerStatus;
  /** Sorted by path. */
  readonly entries: readonly Entry[];
  readonly byPath: ReadonlyMap<string, Entry>;
  /** Folders that stand in no entry of their own but hold some: an archive need not list its folders. They are among the entries. */
  readonly implied: ReadonlySet<string>;
};

/** Evidence taken apart: what the collectors of exhibits look at. */
export type Unpacked = {
  readonly trees: readonly Tree[];
  /** Contents that stand in no tree: kernels, boot loaders, environments, decompressed payloads, single files handed in. */
  readonly pieces: readonly Entry[];
};
