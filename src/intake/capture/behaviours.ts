import type { BehaviourExhibit } from '../../model/network-exhibits.ts';
import type { Capture } from './capture.ts';
import type { Flow } from './flow.ts';
import { macText } from './frame.ts';

/**
 * What a host does that an ordinary one does not. Thresholds are set above what ordinary devices do and below what the tools do that are meant:
 * Mirai sends 160 SYNs a second, nmap's default scan 1,000 ports, ordinary set-up traffic tries a handful of ports of a handful of hosts.
 */
const telnetPorts = new Set([23, 2323]);
const fewTargets = 5;
const manyTargets = 20;
const manyPorts = 15;
const manyAsked = 64;
const manyPinged = 10;
const floodPerSecond = 2000;
const synFloodPerSecond = 300;
const manyLogins = 5;
const manySessions = 10;
const beaconTimes = 8;
const beaconJitter = 0.05;
/** A retry comes within seconds and stops within minutes; a report to a master goes on. */
const beaconSeconds = 600;
const beaconPeriod = 10;

type Told = Omit<BehaviourExhibit, 'at'> & { readonly number: number };

/** Behaviours that show in who spoke with whom, as opposed to what was said. */
export function behavioursOf(capture: Capture): readonly BehaviourExhibit[] {
  const told = [
    ...scans(capture),
    ...arpScans(capture),
    ...pings(capture),
    ...floods(capture),
    ...sshAttempts(capture),
    ...beacons(capture),
  ];
  return [...told.map(({ number, ...rest }) => ({ at: capture.place(number), ...rest })), ...loginAttempts(capture)];
}

type Attempts = {
  readonly client: number;
  readonly number: number;
  readonly first: number;
  packets: number;
  readonly servers: Set<number>;
  readonly ports: Set<number>;
};

/** Attempts of one kind within ten minutes of the first; later ones begin anew, and the fullest ten minutes count. */
const together = 600_000_000;

/** Flows stand in the order of their first packets. */
function gather(map: Map<string, Attempts>, best: Map<string, Attempts>, key: string, flow: Flow): void {
  const before = map.get(key);
  const attempts =
    before !== undefined && flow.first - before.first <= together
      ? before
      : { client: flow.client, number: flow.number, first: flow.first, packets: 0, servers: new Set<number>(), ports: new Set<number>() };
  map.set(key, attempts);
  attempts.packets += flow.packets;
  attempts.servers.add(flow.server);
  attempts.ports.add(flow.serverPort);
  const most = best.get(key);
  if (most === undefined || attempts.servers.size + attempts.ports.size >= most.servers.size + most.ports.size) best.set(key, attempts);
}

/** Connections that nobody accepted or that were reset at once: many servers on one port, or many ports of one server. */
function scans(capture: Capture): readonly Told[] {
  const [byPort, byServer] = [new Map<string, Attempts>(), new Map<string, Attempts>()];
  const [portBest, serverBest] = [new Map<string, Attempts>(), new Map<string, Attempts>()];
  for (const flow of capture.table.flows) {
    if (flow.transport !== 6 || !flow.synClient || flow.isEstablished) continue;
    // Mirai tries both ports of telnet in one sweep.
    const kind = telnetPorts.has(flow.serverPort) ? 'telnet' : flow.serverPort;
    gather(byPort, portBest, `${flow.client} ${kind}`, flow);
    gather(byServer, serverBest, `${flow.client} ${flow.server}`, flow);
  }
  return [...addressScans(capture, portBest), ...portScans(capture, serverBest), ...countedScans(capture)];
}

function addressScans(capture: Capture, byPort: ReadonlyMap<string, Attempts>): readonly Told[] {
  return [...byPort.values()].flatMap((attempts): readonly Told[] => {
    const { client, number, packets, servers } = attempts;
    const ports = [...attempts.ports].sort((a, b) => a - b);
    const isTelnet = telnetPorts.has(ports[0] ?? 0);
    const stateless = capture.hosts.hosts[client]?.stateless ?? 0;
    if (servers.size < (isTelnet ? fewTargets : manyTargets)) return [];
    const signature =
      stateless >= fewTargets ? `; ${stateless} SYNs carry the target's address as sequence number, as Mirai's scanner sends them` : '';
    const detail = `tried port ${ports.join(' or ')} of ${servers.size} hosts${signature}`;
    return [{ kind: isTelnet ? 'telnet-scan' : 'address-scan', subject: capture.addresses.text(client), packets, detail, number }];
  });
}

function portScans(capture: Capture, byServer: ReadonlyMap<string, Attempts>): readonly Told[] {
  return [...byServer.values()]
    .filter(({ ports }) => ports.size >= manyPorts)
    .map(({ client, number, packets, servers, ports }) => ({
      kind: 'port-scan' as const,
      subject: capture.addresses.text(client),
      packets,
      detail: `tried ${ports.size} ports of ${capture.addresses.text([...servers][0] ?? 0)}`,
      number,
    }));
}

/** So many flows that they were only counted: connections opened to one port. */
function countedScans(capture: Capture): readonly Told[] {
  return [...capture.rest.counts.values()]
    .filter(({ transport, opened, packets }) => transport === 6 && opened >= 1000 && packets < opened * 2)
    .map(({ client, port, opened, packets, number }) => ({
      kind: telnetPorts.has(port) ? ('telnet-scan' as const) : ('address-scan' as const),
      subject: capture.addresses.text(client),
      packets,
      detail: `opened ${opened} connections to port ${port} of hosts that are no longer told apart`,
      number,
    }));
}

function arpScans(capture: Capture): readonly Told[] {
  return [...capture.hosts.macs.values()]
    .filter(({ asked }) => asked.peak >= manyAsked)
    .map(({ mac, asked, addresses }) => ({
      kind: 'arp-scan' as const,
      subject: addresses.size === 1 ? capture.addresses.text([...addresses][0] ?? 0) : macText(mac),
      packets: asked.packets,
      detail: `asked by ARP for ${asked.peak} addresses within a minute`,
      number: asked.number,
    }));
}

function pings(capture: Capture): readonly Told[] {
  return capture.hosts.hosts
    .filter((host) => host !== undefined && host.pinged.peak >= manyPinged)
    .map((host) => ({
      kind: 'address-scan' as const,
      subject: capture.addresses.text(host.id),
      packets: host.pinged.packets,
      detail: `sent echo requests to ${host.pinged.peak} hosts within a minute`,
      number: host.pinged.number,
    }));
}

/** Real-time media are sent fast, and so is what is answered. */
const fastByNature = new Set(['rtp', 'quic', 'rtsp']);

function floods(capture: Capture): readonly Told[] {
  const streams = capture.table.flows
    .filter((flow) => flow.peak >= floodPerSecond && !flow.isEstablished && !fastByNature.has(flow.application?.id ?? ''))
    .filter((flow) => (flow.packets - flow.fromClient) * 10 < flow.fromClient && capture.hosts.hosts[flow.server]?.scope !== 'multicast')
    .map((flow) => ({
      kind: 'flood' as const,
      subject: capture.addresses.text(flow.client),
      packets: flow.packets,
      detail: `sent up to ${flow.peak} packets a second to ${capture.addresses.text(flow.server)}, nearly unanswered`,
      number: flow.number,
    }));
  return [...streams, ...synFloods(capture)];
}

/** Many connections opened at one target in one second, few of which came about; the sender is named where it is one. */
function synFloods(capture: Capture): readonly Told[] {
  const targets = capture.hosts.hosts.filter((host) => host !== undefined && host.synPeak >= synFloodPerSecond);
  return targets.flatMap((target): readonly Told[] => {
    const flows = capture.table.flows.filter((flow) => flow.transport === 6 && flow.synClient && flow.server === target.id);
    const ports = new Set(flows.map((flow) => flow.serverPort));
    const open = flows.filter((flow) => flow.isEstablished).length;
    const [first] = flows;
    if (first === undefined || open * 10 > flows.length || ports.size > manyPorts) return [];
    const senders = new Set(flows.map((flow) => flow.client));
    const subject = senders.size === 1 ? capture.addresses.text(first.client) : '*';
    const detail = `up to ${target.synPeak} SYNs a second to ${capture.addresses.text(target.id)} from ${senders.size} addresses`;
    return [{ kind: 'flood', subject, packets: flows.length, detail, number: first.number }];
  });
}

/** What is said in SSH is hidden; many short sessions of one client with one server are guesses all the same. */
function sshAttempts(capture: Capture): readonly Told[] {
  const sessions = new Map<string, { readonly first: Flow; count: number }>();
  for (const flow of capture.table.flows) {
    if (flow.application?.id !== 'ssh' || flow.clientBytes > 8192 || flow.serverBytes > 8192) continue;
    const key = `${flow.client} ${flow.server}`;
    const known = sessions.get(key) ?? { first: flow, count: 0 };
    known.count += 1;
    sessions.set(key, known);
  }
  return [...sessions.values()]
    .filter(({ count }) => count >= manySessions)
    .map(({ first, count }) => ({
      kind: 'login-attempts' as const,
      subject: capture.addresses.text(first.client),
      packets: count,
      detail: `${count} short SSH sessions with ${capture.addresses.text(first.server)}`,
      number: first.number,
    }));
}

function loginAttempts(capture: Capture): readonly BehaviourExhibit[] {
  return [...capture.notes.logins.values()]
    .filter(({ tries, known, protocol }) => protocol !== 'snmp' && tries >= manyLogins && (known >= manyLogins || tries >= manySessions))
    .map(({ place, client, server, protocol, tries, known }) => ({
      at: place,
      kind: known >= manyLogins ? ('default-login-attempts' as const) : ('login-attempts' as const),
      subject: client,
      packets: tries,
      detail: `${tries} logins over ${protocol} at ${server}, ${known} of them published ones`,
    }));
}

/** Connections at even intervals to a remote address that nobody resolved: how a bot reports to its master. */
function beacons(capture: Capture): readonly Told[] {
  const resolved = new Set([...capture.notes.names.values()].flatMap(({ answers }) => answers));
  const byPeer = new Map<string, Flow[]>();
  for (const flow of capture.table.flows) {
    if (flow.transport !== 6 || capture.hosts.hosts[flow.server]?.scope !== 'remote') continue;
    const key = `${flow.client} ${flow.server} ${flow.serverPort}`;
    const known = byPeer.get(key);
    if (known) known.push(flow);
    else byPeer.set(key, [flow]);
  }
  return [...byPeer.values()].flatMap((flows): readonly Told[] => {
    const [first] = flows;
    if (first === undefined || flows.length < beaconTimes || resolved.has(capture.addresses.text(first.server))) return [];
    const period = evenPeriod(flows.map((flow) => flow.first));
    if (period === null) return [];
    const detail = `connected ${flows.length} times, every ${Math.round(period)} s, to ${capture.addresses.text(first.server)}:${first.serverPort}, which no name was resolved to`;
    return [{ kind: 'beacon', subject: capture.addresses.text(first.client), packets: flows.length, detail, number: first.number }];
  });
}

/** Seconds between two times where all intervals are the same to within some per cent, no retry, and go on for long; else null. */
function evenPeriod(times: readonly number[]): number | null {
  const intervals = times.slice(1).map((time, index) => (time - (times[index] as number)) / 1e6);
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
  const spread = Math.sqrt(intervals.reduce((sum, interval) => sum + (interval - mean) ** 2, 0) / intervals.length);
  return mean >= beaconPeriod && mean * intervals.length >= beaconSeconds && spread <= beaconJitter * mean ? mean : null;
}
