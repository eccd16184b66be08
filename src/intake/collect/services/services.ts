import { byCodeUnit } from '../../../foundation/order.ts';
import type { Collector } from '../../../model/collector.ts';
import type { ServiceExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree, Unpacked } from '../../../model/unpacked.ts';
import { runBootCommand } from './boot-commands.ts';
import type { Gap } from './boot-gaps.ts';
import { walkBoot, walkDormant, walkEvents } from './boot-points.ts';
import { BootWalk, type Started } from './boot-walk.ts';
import { namedInits } from './init-program.ts';
import { walkLaterStarters } from './later-starters.ts';
import { ordinaryCommands } from './ordinary-commands.ts';
import { baseName, RootView } from './root-view.ts';
import { type Offered, ServiceLookup } from './service-lookup.ts';
import { superServers } from './super-servers.ts';
import { systemdServices } from './systemd.ts';

const strength: Readonly<Record<ServiceExhibit['starts'], number>> = { boot: 3, conditional: 2, 'on-demand': 1, disabled: 0 };

/**
 * Services started at boot, or by a super-server, of every tree: by reading the scripts, never by running them. Each as strongly as it
 * is ever started; `disabled` ones only where nothing else starts the same program. What the reading could not follow is listed too, as
 * `conditional` and with no protocol: it may start anything. Known limits: values that only the running device knows leave a start
 * `conditional`; programs are told by their names, and those that start others by themselves are not looked into.
 */
export const collectServices: Collector<ServiceExhibit> = (unpacked, context) => {
  const lookup = new ServiceLookup(context.tables.servicePrograms);
  const roots = unpacked.trees.filter(mayBoot);
  const inits = namedInits(unpacked);
  const found = roots.flatMap((tree) => servicesOf(tree, unpacked, lookup, inits));
  const [root] = roots;
  // Nothing found to start is no finding: something must start on a device.
  return found.length === 0 && root !== undefined
    ? [exhibitOfGap({ at: root.at, name: 'init', command: 'nothing found that starts' }, lookup)]
    : found;
};

const mayBoot = (tree: Tree): boolean =>
  ['/etc', '/bin', '/sbin', '/usr/bin', '/usr/sbin', '/init', '/linuxrc', '/lib/systemd/system'].some((path) => tree.byPath.has(path));

function servicesOf(tree: Tree, unpacked: Unpacked, lookup: ServiceLookup, inits: readonly string[]): readonly ServiceExhibit[] {
  const others = unpacked.trees.filter((other) => other !== tree).slice(0, 32);
  const boot = new BootWalk(new RootView(tree, others), runBootCommand);
  walkBoot(boot, inits);
  const reading = { lookup, view: boot.view };
  const found = boot.started.flatMap((command) => exhibitOf(command, command.sure ? 'boot' : 'conditional', reading));
  const starting = new Map(found.map((service) => [service.name, service.starts]));
  const later = new BootWalk(boot.view, runBootCommand);
  walkEvents(later);
  walkLaterStarters(later);
  const units = new BootWalk(boot.view, runBootCommand);
  found.push(...superServers(boot.view, lookup, starting, boot), ...systemdServices(boot.view, lookup, units));
  for (const command of [...later.started, ...units.started])
    found.push(...exhibitOf(command, command.sure ? 'on-demand' : 'conditional', reading));
  const gaps = [boot, later, units].flatMap((walk) => walk.gaps.map((gap) => exhibitOfGap(gap, lookup)));
  found.push(...gaps);
  const dormant = new BootWalk(boot.view, runBootCommand);
  walkDormant(dormant, boot.visited);
  const names = new Set(found.filter((service) => service.starts !== 'disabled').map((service) => service.name));
  for (const command of dormant.started) {
    if (lookup.offered(command.words) !== null) found.push(...exhibitOf(command, 'disabled', reading));
  }
  return strongest(found.filter((service) => service.starts !== 'disabled' || !names.has(service.name)));
}

type Reading = { readonly lookup: ServiceLookup; readonly view: RootView };

function exhibitOf(command: Started, starts: ServiceExhibit['starts'], { lookup, view }: Reading): readonly ServiceExhibit[] {
  const told = command.console ? { name: baseName(command.words[0] ?? ''), protocol: 'console', port: null } : known(command, lookup);
  const other = command.console ? null : linked(command, lookup);
  const own =
    command.console || (told !== null && !isElsewhere(command.program)) || other !== null ? null : vendorsOwn(command, view, lookup);
  return [told, other?.protocol === told?.protocol ? null : other, own].flatMap((offered) =>
    offered === null ? [] : [exhibitAs(command, offered, told === null && command.unseen ? 'conditional' : starts)],
  );
}

const exhibitAs = (command: Started, offered: Offered, starts: ServiceExhibit['starts']): ServiceExhibit => ({
  at: command.at,
  name: offered.name,
  command: command.words.join(' ').slice(0, 1024),
  protocol: offered.protocol,
  port: offered.port,
  starts,
});

/** A gap never bears the plain name of a known program: what stands there is just what is not known. */
const exhibitOfGap = ({ at, name, command }: Gap, lookup: ServiceLookup): ServiceExhibit => ({
  at,
  name: lookup.program(name) === null ? name : `${name} (not followed)`,
  command,
  protocol: null,
  port: null,
  starts: 'conditional',
});

/** A link to a known daemon under another name. */
function linked({ program, words }: Started, lookup: ServiceLookup): Offered | null {
  const name = baseName(words[0] ?? '');
  const same = program === null || program.kind !== 'elf' || name.startsWith(baseName(program.path)) || /^(?:scp|ssh|dbclient)$/.test(name);
  return same ? null : lookup.offered([program.path, ...words.slice(1)]);
}

function known(command: Started, lookup: ServiceLookup): Offered | null {
  const offered = lookup.offered(command.words);
  // BusyBox's ntpd asks others for the time; it answers only with -l.
  const asksOnly =
    offered?.name === 'ntpd' && command.program !== null && baseName(command.program.path) === 'busybox' && !command.words.includes('-l');
  return offered !== null && asksOnly ? { ...offered, port: null } : offered;
}

/** A program nobody knows, usually the product's own: it may become a daemon by itself; or one that stands where the evidence does not reach. */
function vendorsOwn({ words, program, unseen }: Started, view: RootView, lookup: ServiceLookup): Offered | null {
  const path = words[0] ?? '';
  const name = baseName(path);
  if (name === '' || (isOrdinary(name, words) && !isElsewhere(program))) return null;
  const runs = program === null ? unseen || (path.startsWith('/') && view.isRunTime(path)) : isProgram(program);
  if (!runs) return null;
  return { name: isOrdinary(name, words) || lookup.program(name) !== null ? (program?.path ?? path) : name, protocol: null, port: null };
}

/** SWUpdate fetches or takes an image and ends; with `-w` it has a web server. */
const isOrdinary = (name: string, words: readonly string[]): boolean =>
  name === 'swupdate' ? !words.some((word) => /^(?:-\w*w|--webserver)/.test(word)) : ordinaryCommands.has(name);

/** Machine code outside the folders of a system's own programs: its name says nothing. */
const isElsewhere = (program: Entry | null): boolean =>
  program !== null && isProgram(program) && program.kind === 'elf' && !/^\/(?:usr\/)?s?bin\/[^/]+$/.test(program.path);

/** BusyBox's applets are known by name: what is not in the table is no service. */
const isProgram = (entry: Entry): boolean =>
  entry.type === 'file' && (entry.kind === 'elf' || entry.kind === 'script') && baseName(entry.path) !== 'busybox';

/** One entry for one command at one place, and one in a file for a program whose protocol is not known: the strongest way it is started. */
function strongest(services: readonly ServiceExhibit[]): readonly ServiceExhibit[] {
  const best = new Map<string, ServiceExhibit>();
  for (const service of services) {
    const { at, name, command } = service;
    const key = service.protocol === null ? `${at.replace(/:\d+$/, '')}\u0000${name}` : `${at}\u0000${name}\u0000${command}`;
    const before = best.get(key);
    if (before === undefined || strength[service.starts] > strength[before.starts]) best.set(key, service);
  }
  return [...best.values()].sort((a, b) => byCodeUnit(a.at, b.at) || byCodeUnit(a.name, b.name));
}
