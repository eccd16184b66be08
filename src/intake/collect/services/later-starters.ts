import type { Entry } from '../../../model/unpacked.ts';
import { execute, isScript, runText } from './boot-execute.ts';
import { type Call, newFrame } from './boot-frame.ts';
import type { BootWalk } from './boot-walk.ts';
import type { Value } from './shell-expand.ts';

const mostLines = 4096;
const perUser = ['/etc/crontabs/*', '/var/spool/cron/*', '/var/spool/cron/crontabs/*', '/etc/cron/crontabs/*'];
const withUser = ['/etc/crontab', '/etc/cron.d/*'];
const folders = [
  '/etc/cron.hourly/*',
  '/etc/cron.daily/*',
  '/etc/cron.weekly/*',
  '/etc/cron.monthly/*',
  '/etc/periodic/*/*',
  '/etc/network/if-*.d/*',
  '/etc/hotplug.d/*/*',
  '/etc/hotplug/*',
  '/etc/udhcpc/*',
  '/etc/udhcpc.d/*',
  '/etc/ppp/ip-*',
  '/etc/acpi/*.sh',
  '/etc/runlevels/*/*',
];
const programs = [
  '/usr/share/udhcpc/default.script',
  '/etc/udhcpc.script',
  '/etc/udhcpc.scr',
  '/sbin/hotplug',
  '/sbin/hotplug-call',
  '/etc/ifplugd/ifplugd.action',
];

/** What the device starts later by itself: cron, mdev, udev, network and hotplug scripts. By the rules of boot scripts, whether or not their daemon runs. */
export function walkLaterStarters(walk: BootWalk): void {
  const cron = /^(?:(?:\S+\s+){5}|@\w+\s+)(\S.*)$/;
  for (const path of perUser.flatMap((pattern) => walk.view.glob(pattern)))
    eachLine(walk, path, (line) => (/^\w+\s*=/.test(line) ? null : cron.exec(line)?.[1]));
  for (const path of withUser.flatMap((pattern) => walk.view.glob(pattern)))
    eachLine(walk, path, (line) => (/^\w+\s*=/.test(line) ? null : cron.exec(line)?.[1]?.replace(/^\S+\s+/, '')));
  eachLine(walk, '/etc/mdev.conf', (line) => {
    const [, command] = /\s[@$*]\s*(\S.*)$/.exec(line) ?? [];
    return command;
  });
  for (const path of ['/etc/udev/rules.d/*', '/lib/udev/rules.d/*', '/usr/lib/udev/rules.d/*'].flatMap((pattern) =>
    walk.view.glob(pattern),
  ))
    eachLine(walk, path, udevCommands);
  eachLine(walk, '/etc/network/interfaces', (line) => /^(?:pre-|post-)?(?:up|down)\s+(\S.*)$/.exec(line)?.[1]);
  eachLine(walk, '/etc/inetd.conf', () => null);
  for (const path of [...folders.flatMap((pattern) => walk.view.glob(pattern)), ...programs]) {
    const entry = walk.view.find(path);
    if (entry !== null) startFile(walk, entry, [null]);
  }
}

/** Starts a file of the tree: a script is followed, a program listed, all else a gap. */
export function startFile(walk: BootWalk, entry: Entry, parameters: readonly Value[]): void {
  if (entry.type !== 'file' || entry.size === 0 || walk.visited.has(entry.at)) return;
  if (entry.kind !== 'elf' && !isScript(walk, entry)) return walk.stop(entry.at, 'not a shell script');
  const words = [{ text: entry.path, known: true }, ...parameters.map((text) => ({ text: text ?? '$1', known: text !== null }))];
  const call: Call = { line: 1, frame: newFrame(entry.at, entry.path, []), fields: words };
  if (entry.kind === 'elf') execute(walk, call);
  else walk.runScript(entry, parameters, null, false);
}

function udevCommands(line: string): string {
  const found = [...line.matchAll(/\b(?:RUN(?:\{program\})?\s*\+?=|(?:PROGRAM|IMPORT\{program\})\s*[=!:+]*=?)\s*"([^"]*)"/g)];
  return found.map(([, command]) => command ?? '').join('\n');
}

/** Carries out the command that a line names, if any; a file that cannot be read is a gap. */
function eachLine(walk: BootWalk, path: string, commandOf: (line: string) => string | null | undefined): void {
  const entry = walk.view.find(path);
  if (entry === null || entry.type !== 'file' || entry.size === 0) return;
  const lines = walk.view.text(entry)?.split('\n') ?? null;
  if (lines === null || lines.length > mostLines) walk.stop(entry.at, 'not readable, or too long');
  for (const [index, text] of (lines ?? []).slice(0, mostLines).entries()) {
    const line = text.trim();
    if (line.length > 2048) walk.stop(entry.at, 'a line too long');
    const command = line.startsWith('#') ? null : commandOf(line.slice(0, 2048));
    if (typeof command !== 'string' || command === '') continue;
    runText(walk, { line: index + 1, frame: newFrame(entry.at, entry.path, []), fields: [{ text: entry.path, known: true }] }, command);
  }
}
