import type { Entry, Tree } from '../../../model/unpacked.ts';
import { follow, isScript, runFolder, runText } from './boot-execute.ts';
import { newFrame } from './boot-frame.ts';
import type { BootWalk } from './boot-walk.ts';
import { hasInit, judgeInit } from './init-program.ts';
import { startFile } from './later-starters.ts';
import { baseName, resolve } from './root-view.ts';

/** What a kernel starts first, where it is a script. */
const firstPrograms = ['/init', '/linuxrc', '/etc/preinit', '/sbin/init', '/etc/init', '/bin/init'];
/** Tried only where no init is found that would say: in parts of a root file system, and under a vendor's own init. */
const customary = [
  '/etc/init.d/rcS',
  '/etc/rc.d/rcS',
  '/etc/rcS',
  '/etc/rc.sysinit',
  '/etc/rc',
  '/etc/init.d/rc.local',
  '/etc/rc.d/rc.local',
  '/etc/rc.local',
];
const shells = new Set(['sh', 'ash', 'bash', 'dash', 'login', 'sulogin']);

/** Walks everything that starts at boot, from the points where the known init systems start; `named`: what the kernel is told to start. */
export function walkBoot(walk: BootWalk, named: readonly string[]): void {
  const { view } = walk;
  for (const path of new Set([...firstPrograms, ...named])) {
    const entry = view.find(path);
    if (entry?.type === 'file') judgeInit(walk, entry);
    runAt(walk, path, []);
  }
  if (view.complete && !hasInit(walk)) walk.stop(`${view.tree.at}!/sbin/init`, 'no init found');
  const before = walk.visited.size;
  const inittab = view.find('/etc/inittab');
  if (inittab === null) runAt(walk, '/etc/init.d/rcS', []);
  else readInittab(walk, inittab);
  if (hasProcd(view.tree)) runFolder(walk, '/etc/rc.d', ['boot'], null);
  const follows = walk.visited.size > before || [...walk.visited].some((at) => /\/(?:rc[^/]*|S\d[^/]*)$/.test(at));
  if (view.cut) walk.stop(view.tree.at, 'too many files in a list');
  if (!follows) fallBack(walk, hasSystemd(view.tree));
}

function fallBack(walk: BootWalk, systemd: boolean): void {
  const levels = ['/etc/rcS.d', '/etc/rc3.d', '/etc/rc2.d', '/etc/rc5.d', '/etc/rc.d/rc3.d'].filter(
    (folder) => walk.view.glob(`${folder}/S??*`).length > 0,
  );
  for (const folder of [
    ...levels.filter((level) => level.endsWith('S.d')),
    ...levels.filter((level) => !level.endsWith('S.d')).slice(0, 1),
  ]) {
    if (!systemd || folder !== '/etc/rcS.d') runFolder(walk, folder, ['start'], null);
  }
  if (systemd) {
    const local = walk.view.find('/etc/rc.local');
    if (local !== null && local.mode !== null && (local.mode & 0o111) !== 0) runAt(walk, '/etc/rc.local', []); // systemd-rc-local-generator(8)
    return;
  }
  for (const path of customary) runAt(walk, path, []);
  if (walk.visited.size > 0) return;
  for (const folder of ['/etc/rc.d', '/etc/init.d', '/etc/init0.d'])
    runFolder(walk, folder, [folder === '/etc/rc.d' ? 'boot' : 'start'], null);
}

const hasSystemd = (tree: Tree): boolean =>
  ['/lib/systemd/systemd', '/usr/lib/systemd/systemd', '/bin/systemd'].some((path) => tree.byPath.has(path)) ||
  tree.byPath.get('/sbin/init')?.target?.endsWith('systemd') === true;

/** OpenWrt since 2013: procd is init and runs `/etc/rc.d/S*` by itself, without a script. */
const hasProcd = (tree: Tree): boolean => tree.byPath.has('/sbin/procd') && resolve(tree, '/etc/init.d/rcS') === null;

function runAt(walk: BootWalk, path: string, parameters: readonly string[]): void {
  const entry = walk.view.find(path);
  if (entry === null || walk.visited.has(entry.at)) return;
  if (!isScript(walk, entry)) {
    if (!firstPrograms.includes(path) || entry.kind !== 'elf') startFile(walk, entry, parameters);
    return;
  }
  const frame = newFrame(entry.at, path, []);
  frame.tail = true;
  follow(walk, entry, parameters, frame);
}

const mostLines = 1024;
type InittabLine = { readonly line: number; readonly levels: string; readonly action: string; readonly process: string };

const startingActions = new Set([
  'sysinit',
  'boot',
  'bootwait',
  'wait',
  'once',
  'respawn',
  'askfirst',
  'respawnlate',
  'askconsole',
  'askconsolelate',
]);

function inittabLines(walk: BootWalk, inittab: Entry): readonly InittabLine[] {
  const lines: InittabLine[] = [];
  const all = walk.view.text(inittab)?.split('\n') ?? null;
  if (all === null || all.length > mostLines) walk.stop(inittab.at, 'not readable, or too long');
  for (const [index, text] of (all ?? []).slice(0, mostLines).entries()) {
    const found = /^([^#:]*):([^:]*):([^:]*):(.*)$/.exec(text.trim());
    if (found !== null)
      lines.push({ line: index + 1, levels: found[2] ?? '', action: (found[3] ?? '').trim(), process: (found[4] ?? '').trim() });
  }
  return lines;
}

/** inittab(5), of System V and of BusyBox: `id:levels:action:process`; with an `initdefault` only its level's lines count. */
function readInittab(walk: BootWalk, inittab: Entry): void {
  const lines = inittabLines(walk, inittab);
  const level = lines.find(({ action }) => action === 'initdefault')?.levels ?? null;
  const early = (line: InittabLine): boolean => line.action === 'sysinit' || line.action.startsWith('boot');
  for (const line of [...lines.filter(early), ...lines.filter((other) => !early(other))]) {
    const applies = early(line) || level === null || line.levels === '' || line.levels.includes(level);
    if (applies && startingActions.has(line.action)) runInittabLine(walk, inittab, line);
  }
}

function runInittabLine(walk: BootWalk, inittab: Entry, { line, action, process }: InittabLine): void {
  const command = process.replace(/^[-+@]/, '').replace(/\s#.*$/, '');
  const program = baseName(command.split(/\s/)[0] ?? '');
  const kept = /respawn|ask/.test(action);
  if (shells.has(program) && kept && !/\s-c\s/.test(command)) {
    walk.emit({
      at: `${inittab.at}:${line}`,
      words: command.split(/\s+/),
      program: null,
      kept: true,
      console: true,
      sure: true,
      unseen: false,
    });
    return;
  }
  const frame = { ...newFrame(inittab.at, '/sbin/init', []), kept, tail: action === 'once' };
  runText(walk, { line, frame, fields: [] }, command, []);
}

/** What inittab starts at an event: a key, a power failure, a shutdown. */
export function walkEvents(walk: BootWalk): void {
  const inittab = walk.view.find('/etc/inittab');
  if (inittab === null) return;
  for (const line of inittabLines(walk, inittab))
    if (!startingActions.has(line.action) && line.action !== 'initdefault' && line.action !== 'off') runInittabLine(walk, inittab, line);
}

/** Walks init scripts that nothing starts, as if they were started: what is installed but not enabled. */
export function walkDormant(walk: BootWalk, enabled: ReadonlySet<string>): void {
  for (const path of walk.view.glob('/etc/init.d/*').slice(0, 200)) {
    const entry = walk.view.find(path);
    if (
      entry === null ||
      enabled.has(entry.at) ||
      !isScript(walk, entry) ||
      /^(?:rc|rcS|rcK|functions|README|skeleton|boot|umount|halt|reboot)$/.test(baseName(path))
    )
      continue;
    const text = walk.view.text(entry) ?? '';
    if (!/\bstart\)|start\||^\s*start(?:_service)?\s*\(\)|\$\{?1\b/m.test(text)) continue;
    follow(walk, entry, ['start'], newFrame(entry.at, path, []));
  }
}
