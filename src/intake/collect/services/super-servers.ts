import type { ServiceExhibit } from '../../../model/exhibits.ts';
import type { Entry } from '../../../model/unpacked.ts';
import type { BootWalk } from './boot-walk.ts';
import { baseName, type RootView } from './root-view.ts';
import type { ServiceLookup } from './service-lookup.ts';

type Starts = ServiceExhibit['starts'];

/** Well-known names of /etc/services that inetd configurations use, where the program says nothing. */
const wellKnown: Readonly<Record<string, readonly [protocol: string, port: number]>> = {
  telnet: ['telnet', 23],
  ssh: ['ssh', 22],
  ftp: ['ftp', 21],
  tftp: ['tftp', 69],
  http: ['http', 80],
  login: ['rlogin', 513],
  shell: ['rsh', 514],
  exec: ['rexec', 512],
  finger: ['finger', 79],
  time: ['time', 37],
  daytime: ['daytime', 13],
  echo: ['echo', 7],
  discard: ['discard', 9],
  chargen: ['chargen', 19],
  'netbios-ssn': ['smb', 139],
  'netbios-ns': ['netbios', 137],
  snmp: ['snmp', 161],
  rsync: ['rsync', 873],
};

/**
 * What inetd and xinetd would start at a connection: `on-demand`, or `disabled` where xinetd's file says so or where boot
 * scripts were read and start no such super-server.
 */
export function superServers(
  view: RootView,
  lookup: ServiceLookup,
  starting: ReadonlyMap<string, Starts>,
  walk: BootWalk,
): readonly ServiceExhibit[] {
  const runs = (name: string): Starts =>
    starting.size === 0 || starting.has(name) || !view.complete || walk.gaps.length > 0 ? 'on-demand' : 'disabled';
  return [...inetd(view, lookup, runs('inetd')), ...xinetd(view, lookup, runs('xinetd'), walk)];
}

function inetd(view: RootView, lookup: ServiceLookup, starts: Starts): readonly ServiceExhibit[] {
  const entry = view.find('/etc/inetd.conf');
  const text = entry === null ? null : view.text(entry);
  if (entry === null || text === null) return [];
  const found: ServiceExhibit[] = [];
  for (const [index, line] of text.split('\n').slice(0, 4096).entries()) {
    const [service = '', socket, , , , server = '', ...rest] = line.slice(0, 2048).trim().split(/\s+/);
    if (service.startsWith('#') || socket === undefined || !/^(?:stream|dgram|raw|seqpacket)$/.test(socket) || server === '') continue;
    // The words after the server are its argv: the first is its own name, and behind tcpd the real program.
    const real = baseName(server) === 'tcpd' || baseName(server) === 'busybox' ? rest : [server, ...rest.slice(1)];
    found.push(serviceOf(`${entry.at}:${index + 1}`, service, real.length > 0 ? real : [server], starts, lookup));
  }
  return found;
}

function serviceOf(at: string, service: string, words: readonly string[], starts: Starts, lookup: ServiceLookup): ServiceExhibit {
  const key = baseName(service.split(':').at(-1) ?? '');
  const known = Object.hasOwn(wellKnown, key) ? wellKnown[key] : undefined;
  const name = words[0] === 'internal' ? key : baseName(words[0] ?? '');
  const program = lookup.program(name);
  const numeric = /^\d{1,5}$/.test(key) ? Number(key) : null;
  return {
    at,
    name,
    command: words.join(' ').slice(0, 1024),
    protocol: program?.protocol ?? known?.[0] ?? null,
    port: numeric ?? known?.[1] ?? program?.port ?? null,
    starts,
  };
}

function xinetd(view: RootView, lookup: ServiceLookup, starts: Starts, walk: BootWalk): readonly ServiceExhibit[] {
  const files = ['/etc/xinetd.conf', ...view.glob('/etc/xinetd.d/*')];
  if (files.length > 256) walk.stop(`${view.tree.at}!/etc/xinetd.d`, 'too many files');
  return files.slice(0, 256).flatMap((path) => {
    const entry = view.find(path);
    const text = entry === null ? null : view.text(entry);
    if (entry?.type === 'file' && entry.size > 0 && (text === null || text.split('\n').length > 4096))
      walk.stop(entry.at, 'not readable, or too long');
    return entry === null || text === null ? [] : xinetdFile(entry, text, starts, lookup);
  });
}

function xinetdFile(entry: Entry, text: string, starts: Starts, lookup: ServiceLookup): readonly ServiceExhibit[] {
  const found: ServiceExhibit[] = [];
  let service: { readonly name: string; readonly line: number; readonly settings: Map<string, string> } | null = null;
  for (const [index, raw] of text.split('\n').slice(0, 4096).entries()) {
    const line = raw.slice(0, 2048).trim();
    const opened = /^service\s+(\S+)/.exec(line)?.[1];
    const [, key, value] = /^(\w+)\s*[-+]?=\s*(.*)$/.exec(line) ?? [];
    if (opened !== undefined) service = { name: opened, line: index + 1, settings: new Map() };
    else if (service !== null && key !== undefined) service.settings.set(key, value ?? '');
    else if (service !== null && line.startsWith('}')) {
      const { name, line: at, settings } = service;
      const words = [settings.get('server') ?? name, ...(settings.get('server_args')?.split(/\s+/) ?? [])];
      const made = serviceOf(`${entry.at}:${at}`, name, words, settings.get('disable') === 'yes' ? 'disabled' : starts, lookup);
      const port = settings.get('port');
      found.push(port !== undefined && /^\d{1,5}$/.test(port) ? { ...made, port: Number(port) } : made);
      service = null;
    }
  }
  return found;
}
