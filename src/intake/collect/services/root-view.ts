import { DecodeError } from '../../../foundation/decode-error.ts';
import type { Truth } from '../../../foundation/logic.ts';
import { byCodeUnit } from '../../../foundation/order.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import { globMatches, hasGlob } from './glob.ts';

/** What only exists while the device runs: what the evidence holds there says nothing. */
const runTime = /^\/(?:tmp|var|proc|sys|dev|run|mnt|media)(?:\/|$)/;
const longestText = 1 << 20;
const mostMatches = 512;
/** Names compared with patterns, over one walk: a hostile script may ask again and again. */
const mostCompared = 10_000_000;
const searched = ['/sbin', '/bin', '/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/system/bin', '/opt/bin'];
const decoder = new TextDecoder();

/**
 * The file system as a script of one tree sees it: its own tree, and for paths under something mounted on the way the other trees.
 * Links are followed inside a tree only, at most 40 of them.
 */
export class RootView {
  readonly tree: Tree;
  readonly #others: readonly Tree[];
  readonly #mounts = new Set<string>();
  readonly #children = new Map<Tree, ReadonlyMap<string, readonly string[]>>();
  readonly #texts = new Map<Entry, string | null>();
  #compared = 0;
  #cut = false;
  #held: ReadonlySet<string> | null = null;

  constructor(tree: Tree, others: readonly Tree[]) {
    this.tree = tree;
    this.#others = others;
  }

  /** Something will be mounted or written there while booting; false where too many are noted already. */
  mount(path: string): boolean {
    const at = normalise(path);
    if (at !== '/' && this.#mounts.size < 256) this.#mounts.add(at);
    return at === '/' || this.#mounts.has(at);
  }

  /** Whether a list of paths was cut at a limit: then what is missing in it is not known. */
  get cut(): boolean {
    return this.#cut;
  }

  /** No other tree is in the evidence. */
  get alone(): boolean {
    return this.#others.length === 0;
  }

  /** Whether any tree holds something of that name, wherever it stands. */
  holdsName(name: string): boolean {
    this.#held ??= new Set([this.tree, ...this.#others].flatMap((tree) => tree.entries.map(({ path }) => baseName(path))));
    return this.#held.has(name);
  }

  /** The file, folder or device that a path leads to; null where there is none. */
  find(path: string): Entry | null {
    const wanted = normalise(path);
    const own = resolve(this.tree, wanted);
    if (own !== null && own.type !== 'directory') return own;
    const rest = this.#underMount(wanted);
    if (rest !== null && rest !== '/')
      for (const tree of this.#others) {
        const found = resolve(tree, rest);
        if (found !== null) return found;
      }
    return own;
  }

  /** A program by its name as a shell finds it, or by its path. */
  program(name: string): Entry | null {
    if (name.includes('/')) return name.startsWith('/') ? this.find(name) : null;
    for (const folder of searched) {
      const found = this.find(`${folder}/${name}`);
      if (found?.type === 'file') return found;
    }
    return null;
  }

  /** Whether a test such as `-f path` holds; unknown for what only the running device knows. */
  test(operator: string, path: string): Truth {
    const wanted = normalise(path);
    if (operator === 'L' || operator === 'h') return this.#link(wanted);
    const found = this.find(wanted);
    if (found === null || found.type === 'directory') {
      if (runTime.test(wanted) || this.#underMount(wanted) !== null) return 'unknown';
      if (found === null) return 'false';
    }
    return truthOf(holds(operator, found));
  }

  #link(path: string): Truth {
    if (this.tree.byPath.get(path)?.type === 'symlink') return 'true';
    return runTime.test(path) || this.#underMount(path) !== null ? 'unknown' : 'false';
  }

  /** A file's text; null for what cannot be read, is no text or is longer than 1 MiB. */
  text(entry: Entry): string | null {
    const known = this.#texts.get(entry);
    if (known !== undefined) return known;
    const text = readText(entry);
    this.#texts.set(entry, text);
    return text;
  }

  /** Paths of this tree (and of mounted ones) that match a pattern, in order; at most 512. */
  glob(pattern: string): readonly string[] {
    const own = this.#globIn(this.tree, '', normalise(pattern).split('/').slice(1));
    if (own.length > 0) return own;
    for (const mount of this.#mounts) {
      if (!pattern.startsWith(`${mount}/`)) continue;
      for (const tree of this.#others) {
        const found = this.#globIn(tree, '', pattern.slice(mount.length + 1).split('/'));
        if (found.length > 0) return found.map((path) => mount + path);
      }
    }
    return [];
  }

  /** Whether a shell or busybox stands in the tree: then what is missing is really missing. */
  get complete(): boolean {
    return ['/bin/sh', '/bin/busybox', '/bin/ash'].some((path) => this.tree.byPath.has(path));
  }

  isRunTime(path: string): boolean {
    return runTime.test(path) || this.#underMount(normalise(path)) !== null;
  }

  #underMount(path: string): string | null {
    let longest = '';
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      if (longest === '' && this.#mounts.has(path.slice(0, slash))) longest = path.slice(0, slash);
    }
    if (this.#mounts.has(path)) return '/';
    return longest === '' ? null : path.slice(longest.length);
  }

  #globIn(tree: Tree, folder: string, parts: readonly string[]): readonly string[] {
    let found = [folder];
    for (const part of parts) {
      found = found.flatMap((at) =>
        hasGlob(part) ? this.#matching(tree, at, part) : exists(tree, `${at}/${part}`) ? [`${at}/${part}`] : [],
      );
      this.#cut ||= found.length > mostMatches;
      found = found.slice(0, mostMatches);
    }
    return found;
  }

  #matching(tree: Tree, folder: string, pattern: string): readonly string[] {
    const names = this.#names(tree, folder);
    this.#compared += names.length;
    if (this.#compared > mostCompared) {
      this.#cut = true;
      return [];
    }
    return names
      .filter((name) => name.startsWith('.') === pattern.startsWith('.') && globMatches(pattern, name))
      .map((name) => `${folder}/${name}`);
  }

  #names(tree: Tree, folder: string): readonly string[] {
    let children = this.#children.get(tree);
    if (children === undefined) {
      children = childrenOf(tree);
      this.#children.set(tree, children);
    }
    const entry = folder === '' ? null : resolve(tree, folder);
    return children.get(folder === '' ? '' : (entry?.path ?? folder)) ?? [];
  }
}

/** A path without `//`, `.` and `..`; `..` at the root stays at the root, as in a kernel. */
export function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Follows links inside the tree, at most 40; null where the path leads nowhere. */
export function resolve(tree: Tree, path: string): Entry | null {
  let wanted = normalise(path);
  for (let hops = 0; hops <= 40; hops++) {
    const direct = tree.byPath.get(wanted);
    if (direct !== undefined && direct.type !== 'symlink') return direct;
    const link = firstLink(tree, wanted);
    if (link === null || wanted.length > 4096) return null;
    const target = link.entry.target ?? '';
    const folder = link.entry.path.slice(0, link.entry.path.lastIndexOf('/'));
    wanted = normalise(`${target.startsWith('/') ? target : `${folder}/${target}`}${link.rest}`);
  }
  return null;
}

const exists = (tree: Tree, path: string): boolean => tree.byPath.has(path) || resolve(tree, path) !== null;

function firstLink(tree: Tree, path: string): { readonly entry: Entry; readonly rest: string } | null {
  for (let slash = path.indexOf('/', 1); slash !== -2; ) {
    const end = slash < 0 ? path.length : slash;
    const entry = tree.byPath.get(path.slice(0, end));
    if (entry?.type === 'symlink') return { entry, rest: path.slice(end) };
    slash = slash < 0 ? -2 : path.indexOf('/', slash + 1);
  }
  return null;
}

function childrenOf(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const { path } of tree.entries) {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(0, slash));
    const names = children.get(folder);
    if (names === undefined) children.set(folder, [path.slice(slash + 1)]);
    else names.push(path.slice(slash + 1));
  }
  for (const names of children.values()) names.sort(byCodeUnit);
  return children;
}

function holds(operator: string, entry: Entry | null): boolean {
  if (entry === null) return false;
  if (operator === 'f') return entry.type === 'file';
  if (operator === 'd') return entry.type === 'directory';
  if (operator === 'x') return entry.type === 'directory' || entry.mode === null || (entry.mode & 0o111) !== 0;
  if (operator === 's') return entry.type !== 'file' || entry.size > 0;
  if (operator === 'b') return entry.type === 'block-device';
  if (operator === 'c') return entry.type === 'character-device';
  if (operator === 'p') return entry.type === 'fifo';
  if (operator === 'S') return entry.type === 'socket';
  return true;
}

const truthOf = (value: boolean): Truth => (value ? 'true' : 'false');

function readText(entry: Entry): string | null {
  if (entry.type !== 'file' || entry.size > longestText || entry.kind === 'elf') return null;
  try {
    const bytes = entry.read();
    return bytes.length > longestText || bytes.includes(0) ? null : decoder.decode(bytes);
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
