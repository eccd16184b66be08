import type { ElfProgram } from './write-elf.ts';
import { writeElf } from './write-elf.ts';
import type { RootEntry } from './write-squashfs.ts';

export const text = (path: string, content: string): RootEntry => ({ path, mode: 0o644, content });
export const secret = (path: string, content: string): RootEntry => ({ path, mode: 0o600, content });
export const script = (path: string, content: string): RootEntry => ({ path, mode: 0o755, content });
export const link = (path: string, target: string): RootEntry => ({ path, target });
export const folder = (path: string): RootEntry => ({ path, folder: true });

/** A program or library of `code` bytes that is known by its strings; each has its own made-up code, by its path. */
export function elf(path: string, code: number, ...strings: readonly string[]): RootEntry {
  const kind: ElfProgram['kind'] = /\.so[.\d]*$/.test(path) ? 'library' : 'program';
  const seed = [...path].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return { path, mode: 0o755, content: writeElf({ kind, strings, code, seed }) };
}

/** BusyBox and the names it answers to. */
export const busybox = (banner: string, applets: readonly string[]): readonly RootEntry[] => [
  elf('/bin/busybox', 120_000, banner, 'Usage: busybox [function [arguments]...]'),
  ...applets.map((path) => link(path, `${'../'.repeat(path.split('/').length - 2)}bin/busybox`)),
];

/** Folders that are mounted over on the running device. */
export const emptyFolders: readonly RootEntry[] = ['/dev', '/proc', '/sys', '/tmp', '/run', '/mnt', '/config', '/root'].map(folder);
