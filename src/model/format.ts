import type { Budget } from '../foundation/budget.ts';
import type { DecodeCode } from '../foundation/decode-error.ts';
import type { Host } from './host.ts';
import type { Reference } from './reference.ts';

export type EntryType = 'file' | 'directory' | 'symlink' | 'character-device' | 'block-device' | 'fifo' | 'socket';

/** One thing inside a container. */
export type Member = {
  /** Rooted, `/`-separated, each name through `decodeName`; `..` and `.` never occur. A stream's payload is `/data` or its stored name. */
  readonly path: string;
  readonly type: EntryType;
  /** Permission bits with setuid, setgid and sticky (0o7777); null where the format keeps none. */
  readonly mode: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
  /** Bytes of a regular file; 0 for the rest. */
  readonly size: number;
  /** A symbolic link's target, as text. */
  readonly target: string | null;
  /** A regular file's content, decoded now and again at each call; throws `DecodeError`. May be a view into the input. */
  readonly read: () => Uint8Array;
};

export type Trouble = { readonly code: DecodeCode; readonly detail: string };

export type ContainerStatus = 'unpacked' | 'partial' | 'unsupported' | 'malformed' | 'encrypted' | 'limit';

export type Opened = {
  /** Bytes from the container's start that belong to it, padding up to its own alignment included. */
  readonly bytes: number;
  readonly status: ContainerStatus;
  /** In the field's words, e.g. `SquashFS 4.0, little endian, xz, 128 KiB blocks`. */
  readonly detail: string;
  readonly members: readonly Member[];
  /** What went wrong without stopping the rest; empty when status is `unpacked`. */
  readonly troubles: readonly Trouble[];
};

/** A byte pattern that stands `offset` bytes after the start of such a container. */
export type Magic = {
  readonly bytes: Uint8Array;
  readonly offset: number;
  /** False: too short to be looked for inside other data; it counts only at a content's first byte. */
  readonly carved?: false;
};

export type FormatTools = { readonly host: Host; readonly budget: Budget };

/**
 * A container format: the plug-in contract of src/formats (open world; the folder is the registration).
 * `stream` holds one payload, `image` holds parts of itself, `tree` holds files and folders.
 */
export type Format = {
  /** The id 4-inspect.md names; the folder's name too. */
  readonly id: string;
  readonly title: string;
  readonly shape: 'stream' | 'image' | 'tree';
  readonly references: readonly Reference[];
  /** What this reader cannot do; an empty list is the claim of full support. */
  readonly limitations: readonly string[];
  readonly magics: readonly Magic[];
  /**
   * Whether a container starts at `at`: cheap (reads a header), never throws. `certain`: a checksum or enough structure agrees,
   * so a failure to open is reported as damage; `likely`: a failure to open means it was something else.
   */
  readonly recognise: (bytes: Uint8Array, at: number) => 'certain' | 'likely' | 'no';
  /** Opens the container that starts at byte 0 of `bytes` and may end before the end. Throws `DecodeError` only when nothing could be read. */
  readonly open: (bytes: Uint8Array, tools: FormatTools) => Opened;
};
