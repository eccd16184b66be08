import { type PortRange, portRanges } from '../foundation/port-ranges.ts';
import type { Endpoint, Trust } from '../model/dossier.ts';
import type { CheckExhibit, InterfaceExhibit, TlsExhibit } from '../model/network-exhibits.ts';
import type { ProbeInput, Subject } from '../model/probe.ts';
import { spokenProtocol } from './spoken-protocol.ts';

/** With the scan it stands in: one tool may have looked twice. */
export type DoorCheck = CheckExhibit & { readonly file: string };

/** One way in, as the dossier declares it or a scan found it, with all that the scans say of it. */
export type Door = {
  readonly host: string;
  /** Null: what a check says of the host as a whole. */
  readonly port: number | null;
  readonly transport: 'tcp' | 'udp' | null;
  /** Whether the dossier declares it, and whose certificates its clients trust; null where it does not. */
  readonly declared: Endpoint | null;
  readonly trust: Trust | null;
  readonly protocol: string | null;
  /** Whether a scanner saw it spoken under TLS. */
  readonly secure: boolean;
  readonly interfaces: readonly InterfaceExhibit[];
  readonly checks: readonly DoorCheck[];
  readonly tls: readonly TlsExhibit[];
};

type Owner = 'own' | 'other' | 'unassigned';

/** The scans of a part, by what the dossier calls them and by what they turned out to be. */
export const scanSubjects = ({ subjects }: ProbeInput): readonly Subject[] =>
  subjects.filter(({ item, exhibits }) => item.is === 'scan' || exhibits.evidence[0]?.kind === 'scan');

const bare = (host: string): string => host.toLowerCase().replace(/\.$/, '');

/** TCP ports that the scans together tried of a declared host, by whatever name they call it; every sweep is one that ran. */
export const sweptPorts = (subjects: readonly Subject[], host: string): readonly PortRange[] =>
  portRanges(
    subjects
      .flatMap((subject) => {
        const namesOf = aliases(subject);
        return subject.exhibits.sweeps.filter((sweep) => sweep.transport === 'tcp' && namesOf(sweep.host).has(bare(host)));
      })
      .map(({ ports }) => ports)
      .join(','),
  );

/** Entries of hosts that share a name or an address, beyond which no more are joined: a scan of one product has none. */
const mostJoined = 16;

/** What a host is called in a scan: by the name that was scanned, by its address and by the names it was found to have. */
function aliases({ exhibits }: Subject): (host: string) => ReadonlySet<string> {
  const groups = new Map<string, ReadonlySet<string>[]>();
  for (const { address, names } of exhibits.hosts) {
    const group = new Set([address, ...names].flatMap((each) => (each === null ? [] : [bare(each)])));
    for (const each of group) {
      const joined = groups.get(each) ?? [];
      if (joined.length < mostJoined) joined.push(group);
      groups.set(each, joined);
    }
  }
  const known = new Map<string, ReadonlySet<string>>();
  return (host) => {
    const names = known.get(host) ?? new Set([bare(host), ...(groups.get(bare(host)) ?? []).flatMap((group) => [...group])]);
    known.set(host, names);
    return names;
  };
}

type Said = { readonly host: string; readonly port: number | null; readonly transport: 'tcp' | 'udp' | null };

type ByHost<T> = ReadonlyMap<string, readonly T[]>;

const atHost = <T>(byHost: ByHost<T>, names: ReadonlySet<string>): readonly T[] => [...names].flatMap((name) => byHost.get(name) ?? []);

const fits = (said: Said, door: { readonly port: number | null; readonly transport: 'tcp' | 'udp' | null }): boolean =>
  door.port === said.port && (said.transport === null || door.transport === said.transport);

/** Whose a host and port are: by the endpoints that the dossier declares, the exact port first; else by the part a scan is handed in for. */
function ownerOf(said: Said, declared: readonly Endpoint[], part: string, subject: Subject): Owner {
  const exact = declared.filter((endpoint) => fits(said, endpoint));
  const found = exact.length > 0 ? exact : declared;
  if (found.length > 0) return found.some((endpoint) => endpoint.part === part) ? 'own' : 'other';
  return subject.item.part === part ? 'own' : 'unassigned';
}

type Gathered = {
  host: string;
  readonly port: number | null;
  transport: 'tcp' | 'udp' | null;
  readonly declared: Endpoint | null;
  readonly interfaces: InterfaceExhibit[];
  readonly checks: DoorCheck[];
  readonly tls: TlsExhibit[];
};

/** What all scans together say of the part's doors, and what they say of hosts that belong to no part. */
export type ScanView = {
  /** The declared endpoints of the part. */
  readonly declared: readonly Door[];
  /** Doors of the part that the dossier does not declare. */
  readonly undeclared: readonly Door[];
  readonly unassigned: readonly Door[];
};

export function viewScans(input: ProbeInput, subjects: readonly Subject[]): ScanView {
  const endpoints = Map.groupBy(input.endpoints, ({ host }) => bare(host));
  const declared = input.endpoints
    .filter(({ part }) => part === input.part.id)
    .map((endpoint): Gathered => ({ ...empty(endpoint.host, endpoint.port, endpoint.transport), declared: endpoint }));
  const declaredAt = Map.groupBy(declared, ({ host }) => bare(host));
  const others: Record<'own' | 'unassigned', Map<string, Gathered>> = { own: new Map(), unassigned: new Map() };
  for (const subject of subjects) {
    const namesOf = aliases(subject);
    const doorsFor = (said: Said): readonly Gathered[] => {
      const names = namesOf(said.host);
      const owner = ownerOf(said, atHost(endpoints, names), input.part.id, subject);
      if (owner === 'other') return [];
      const fitting = atHost(declaredAt, names).filter((door) => said.port === null || fits(said, door));
      if (fitting.length > 0) return fitting;
      const key = `${bare(said.host)} ${said.port}`;
      const door = others[owner].get(key) ?? { ...empty(said.host, said.port, said.transport), declared: null };
      others[owner].set(key, door);
      return [door];
    };
    gather(subject, doorsFor);
  }
  return {
    declared: declared.map(finished),
    undeclared: [...others.own.values()].map(finished),
    unassigned: [...others.unassigned.values()].map(finished),
  };
}

function gather({ exhibits, item: { file } }: Subject, doorsFor: (said: Said) => readonly Gathered[]): void {
  for (const each of exhibits.interfaces) for (const door of doorsFor(each)) door.interfaces.push(each);
  for (const each of exhibits.checks) for (const door of doorsFor({ ...each, transport: null })) door.checks.push({ ...each, file });
  for (const each of exhibits.tls) {
    for (const door of doorsFor({ host: each.server, port: each.port, transport: null })) door.tls.push(each);
  }
}

const empty = (host: string, port: number | null, transport: 'tcp' | 'udp' | null): Omit<Gathered, 'declared'> => ({
  host,
  port,
  transport,
  interfaces: [],
  checks: [],
  tls: [],
});

const finished = (door: Gathered): Door => ({
  ...door,
  trust: door.declared?.trust ?? null,
  ...spokenProtocol(door.interfaces),
});

/** Whether anything answered there: an open port, a check with a result, or a handshake. */
export const wasReached = ({ interfaces, checks, tls }: Door): boolean =>
  interfaces.some(({ state }) => state === 'open') ||
  checks.some(({ result }) => result !== 'unknown') ||
  tls.some(({ version }) => version !== null);

export const doorName = ({ host, port }: Pick<Door, 'host' | 'port'>): string =>
  port === null ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`;
