import { byCodeUnit } from '../../../foundation/order.ts';
import type { Collector } from '../../../model/collector.ts';
import type { ServiceExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree, Unpacked } from '../../../model/unpacked.ts';
import { runBootCommand } from './boot-commands.ts';
import { walkBoot, walkDormant } from './boot-points.ts';
import { BootWalk, type Started } from './boot-walk.ts';
import { ordinaryCommands } from './ordinary-commands.ts';
import { baseName, RootView } from './root-view.ts';
import { type Offered, ServiceLookup } from './service-lookup.ts';
import { superServers } from './super-servers.ts';
import { systemdServices } from './systemd.ts';

const strength: Readonly<Record<ServiceExhibit['starts'], number>> = { boot: 3, conditional: 2, 'on-demand': 1, disabled: 0 };

/**
 * Services started at boot, or by a super-server, of every tree: by reading the scripts, never by running them. Each as strongly as it
 * is ever started; `disabled` ones only where nothing else starts the same program. Known limits: values that only the running device
 * knows leave a start `conditional`; programs that start others by themselves are not looked into.
 */
export const collectServices: Collector<ServiceExhibit> = (unpacked, context) => {
  const lookup = new ServiceLookup(context.tables.servicePrograms);
  return unpacked.trees.flatMap((tree) => (mayBoot(tree) ? servicesOf(tree, unpacked, lookup) : []));
};

const mayBoot = (tree: Tree): boolean =>
  ['/etc', '/init', '/linuxrc', '/sbin/init', '/lib/systemd/system'].some((path) => tree.byPath.has(path));

function servicesOf(tree: Tree, unpacked: Unpacked, lookup: ServiceLookup): readonly ServiceExhibit[] {
  const others = unpacked.trees.filter((other) => other !== tree).slice(0, 32);
  const boot = new BootWalk(new RootView(tree, others), runBootCommand);
  walkBoot(boot);
  const reading = { lookup, view: boot.view };
  const found = boot.started.flatMap((command) => exhibitOf(command, command.sure ? 'boot' : 'conditional', reading));
  const starting = new Map(found.map((service) => [service.name, service.starts]));
  found.push(...superServers(boot.view, lookup, starting), ...systemdServices(boot.view, lookup));
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
  const offered = command.console
    ? { name: baseName(command.words[0] ?? ''), protocol: 'console', port: null }
    : (known(command, lookup) ?? vendorsOwn(command, view));
  if (offered === null) return [];
  return [
    {
      at: command.at,
      name: offered.name,
      command: command.words.join(' ').slice(0, 1024),
      protocol: offered.protocol,
      port: offered.port,
      starts,
    },
  ];
}

function known(command: Started, lookup: ServiceLookup): Offered | null {
  const offered = lookup.offered(command.words);
  // BusyBox's ntpd asks others for the time; it answers only with -l.
  const asksOnly =
    offered?.name === 'ntpd' && command.program !== null && baseName(command.program.path) === 'busybox' && !command.words.includes('-l');
  return offered !== null && asksOnly ? { ...offered, port: null } : offered;
}

/** A program nobody knows that keeps running, usually the product's own application; or one that stands where the evidence does not reach. */
function vendorsOwn({ words, program, kept }: Started, view: RootView): Offered | null {
  const path = words[0] ?? '';
  const name = baseName(path);
  if (name === '' || ordinaryCommands.has(name)) return null;
  const runs = program === null ? path.startsWith('/') && view.isRunTime(path) : kept && isProgram(program);
  return runs ? { name, protocol: null, port: null } : null;
}

/** BusyBox's applets are known by name: what is not in the table is no service. */
const isProgram = (entry: Entry): boolean =>
  entry.type === 'file' && (entry.kind === 'elf' || entry.kind === 'script') && baseName(entry.path) !== 'busybox';

/** One entry for one command at one place: the strongest way it is started. */
function strongest(services: readonly ServiceExhibit[]): readonly ServiceExhibit[] {
  const best = new Map<string, ServiceExhibit>();
  for (const service of services) {
    const key = `${service.at}\u0000${service.name}\u0000${service.command}`;
    const before = best.get(key);
    if (before === undefined || strength[service.starts] > strength[before.starts]) best.set(key, service);
  }
  return [...best.values()].sort((a, b) => byCodeUnit(a.at, b.at) || byCodeUnit(a.name, b.name));
}
