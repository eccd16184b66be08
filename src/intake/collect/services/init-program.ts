import { DecodeError } from '../../../foundation/decode-error.ts';
import type { Entry, Unpacked } from '../../../model/unpacked.ts';
import type { BootWalk } from './boot-walk.ts';
import { baseName, resolve } from './root-view.ts';

const decoder = new TextDecoder('latin1');
const longest = 1 << 24;
const longestEnvironment = 1 << 18;

/** Programs whose way of starting others is known here: what they are told by a string that each of them holds. */
const known = /BusyBox v|systemd|procd|SysV init|INIT: version/;

/** Notes an init nobody knows: it may start anything. */
export function judgeInit(walk: BootWalk, entry: Entry): void {
  if (entry.kind !== 'elf' || baseName(entry.path) === 'busybox') return;
  if (entry.size > longest || !known.test(contentOf(entry))) walk.stop(entry.at, 'an init program that is not known');
}

/** Whether something stands in the tree that shows how it boots. */
export const hasInit = (walk: BootWalk): boolean =>
  [
    '/etc/inittab',
    '/etc/init.d/rcS',
    '/etc/rc.d/rcS',
    '/etc/rcS',
    '/etc/rc',
    '/sbin/procd',
    '/sbin/openrc',
    '/etc/runlevels',
    '/lib/systemd/systemd',
    '/usr/lib/systemd/systemd',
    '/sbin/init',
    '/init',
    '/linuxrc',
    '/etc/preinit',
  ].some((path) => resolve(walk.view.tree, path) !== null);

/** `init=` and `rdinit=` of a kernel's command line, in a boot loader's environment or another short piece. */
export function namedInits({ pieces }: Unpacked): readonly string[] {
  const found = new Set<string>();
  for (const piece of pieces.slice(0, 256)) {
    if (piece.type !== 'file' || piece.size > longestEnvironment || piece.size === 0) continue;
    for (const [, path] of contentOf(piece).matchAll(/\b(?:rd)?init=(\/[\w./-]{1,200})/g)) if (found.size < 16) found.add(path ?? '');
  }
  return [...found];
}

function contentOf(entry: Entry): string {
  try {
    return decoder.decode(entry.read());
  } catch (error) {
    if (error instanceof DecodeError) return '';
    throw error;
  }
}
