import { instant } from '../../foundation/instant.ts';
import { by } from '../../foundation/order.ts';
import type { ExhibitLists, ProblemExhibit } from '../../model/exhibits.ts';
import type { CaptureExhibit, FlowExhibit, HostExhibit } from '../../model/network-exhibits.ts';
import { behavioursOf } from './behaviours.ts';
import type { Capture } from './capture.ts';
import type { Device } from './device-under-test.ts';
import { deviceUnderTest } from './device-under-test.ts';
import type { Flow } from './flow.ts';
import { macText } from './frame.ts';
import type { HostRecord } from './host-table.ts';
import type { LinkFlow } from './link-flows.ts';
import { linkOf } from './link-layer.ts';
import type { RestCount } from './rest-counts.ts';

export type CaptureSource = {
  readonly name: string;
  readonly format: 'pcap' | 'pcapng';
  /** The device under test as the dossier names it. */
  readonly device: string | null;
  readonly vendorOf: (mac: string) => string | null;
  /** What went wrong while the file was read. */
  readonly problems: readonly ProblemExhibit[];
};

/** Everything a capture shows, as exhibits. */
export function captureExhibits(capture: Capture, source: CaptureSource): Partial<ExhibitLists> {
  const device = deviceUnderTest(capture, source.device);
  const { notes } = capture;
  return {
    captures: [captureExhibit(capture, source, device)],
    hosts: hostExhibits(capture, source, device),
    flows: [
      ...capture.table.flows.map((flow) => flowExhibit(flow, capture)),
      ...[...capture.rest.counts.values()].map((count) => countExhibit(count, capture)),
      ...[...capture.linkFlows.flows.values()].map((flow) => linkExhibit(flow, capture)),
    ],
    names: [...notes.names.values()],
    tls: [...notes.tls.values()],
    ssh: [...notes.ssh.values()],
    certificates: [...notes.certificates.values()],
    credentials: [...notes.credentials.values()],
    components: [...notes.components.values()],
    behaviours: [...notes.behaviours.values(), ...behavioursOf(capture)],
    problems: [...source.problems, ...problemsOf(capture, source.name)],
  };
}

function captureExhibit(capture: Capture, { name, format }: CaptureSource, device: Device | null): CaptureExhibit {
  const isEmpty = capture.packets === 0;
  const own = device === null ? [] : [...device.addresses].map((id) => capture.hosts.hosts[id]).filter((host) => host !== undefined);
  const seen = device?.mac ? [device.mac, ...own] : own;
  const first = Math.min(...seen.map((record) => record.first));
  const last = Math.max(...seen.map((record) => record.last));
  const packets = device?.mac ? device.mac.packets + device.mac.received : own.reduce((sum, host) => sum + host.sent + host.received, 0);
  return {
    at: name,
    format,
    link: [...new Set([...capture.links].map((link) => linkOf(link).name))].sort().join('+'),
    packets: capture.packets,
    bytes: capture.bytes,
    first: isEmpty ? null : instant(capture.first),
    last: isEmpty ? null : instant(capture.last),
    seconds: isEmpty ? 0 : Math.round((capture.last - capture.first) / 1000) / 1000,
    device: device?.text ?? null,
    deviceBy: device?.by ?? null,
    devicePackets: packets,
    joined: device?.mac?.joined ?? false,
    deviceSeconds: seen.length === 0 ? 0 : Math.max(0, Math.round((last - first) / 1e6)),
  };
}

function hostExhibits(capture: Capture, source: CaptureSource, device: Device | null): readonly HostExhibit[] {
  const { notes } = capture;
  const namesOf = (address: string | null, mac: string | null): readonly string[] =>
    [...new Set([address, mac].flatMap((key) => (key === null ? [] : [...(notes.hostNames.get(key) ?? [])])))].sort();
  const byAddress = capture.hosts.hosts
    .filter((host): host is HostRecord => host !== undefined && host.scope !== 'unspecified')
    .map((host): HostExhibit => {
      const address = capture.addresses.text(host.id);
      const mac = host.scope !== 'remote' && host.scope !== 'multicast' && host.mac ? macText(host.mac.mac) : null;
      const scope = host.scope === 'multicast' || host.scope === 'remote' ? host.scope : 'local';
      const role = device?.addresses.has(host.id) ? 'device' : scope;
      return {
        at: capture.place(host.number),
        address,
        mac,
        vendor: mac === null ? null : source.vendorOf(mac),
        names: namesOf(address, mac),
        role,
      };
    });
  const named = new Set(byAddress.map(({ mac }) => mac));
  const byMac = [...capture.hosts.macs.values()]
    .map((record) => ({ record, mac: macText(record.mac) }))
    .filter(({ mac }) => !named.has(mac))
    .map(
      ({ record, mac }): HostExhibit => ({
        at: capture.place(record.number),
        address: null,
        mac,
        vendor: source.vendorOf(mac),
        names: namesOf(null, mac),
        role: device?.text === mac ? 'device' : 'local',
      }),
    );
  return [...byAddress, ...byMac];
}

const transports: Readonly<Record<number, string>> = {
  1: 'icmp',
  2: 'igmp',
  6: 'tcp',
  17: 'udp',
  46: 'rsvp',
  47: 'gre',
  50: 'esp',
  51: 'ah',
  58: 'icmpv6',
  88: 'eigrp',
  89: 'ospf',
  103: 'pim',
  112: 'vrrp',
  132: 'sctp',
};
const transportName = (protocol: number): string => transports[protocol] ?? `ip-${protocol}`;

/** ESP and AH are IPsec; what other transports carry is told by the application. */
function flowExhibit(flow: Flow, capture: Capture): FlowExhibit {
  const hasPorts = flow.transport === 6 || flow.transport === 17;
  const client = capture.addresses.text(flow.client);
  return {
    at: capture.place(flow.number),
    client,
    server: capture.addresses.text(flow.server),
    protocol: client.includes(':') ? 'ipv6' : 'ipv4',
    transport: transportName(flow.transport),
    clientPort: hasPorts ? flow.clientPort : null,
    port: hasPorts ? flow.serverPort : null,
    application: flow.application?.id ?? null,
    packets: flow.packets,
    bytes: flow.bytes,
    first: instant(flow.first),
    last: instant(flow.last),
    encrypted: flow.transport === 50 ? true : flow.encrypted,
    count: 1,
    established: flow.transport === 6 ? flow.isEstablished : null,
  };
}

function countExhibit(count: RestCount, capture: Capture): FlowExhibit {
  const hasPorts = count.transport === 6 || count.transport === 17;
  return {
    at: capture.place(count.number),
    client: capture.addresses.text(count.client),
    server: '*',
    protocol: count.ip === 6 ? 'ipv6' : 'ipv4',
    transport: transportName(count.transport),
    clientPort: null,
    port: hasPorts ? count.port : null,
    application: null,
    packets: count.packets,
    bytes: count.bytes,
    first: instant(count.first),
    last: instant(count.last),
    encrypted: null,
    count: Math.max(1, count.opened),
    established: null,
  };
}

function linkExhibit(flow: LinkFlow, capture: Capture): FlowExhibit {
  return {
    at: capture.place(flow.number),
    client: flow.source < 0 ? '' : macText(flow.source),
    server: flow.target < 0 ? '' : macText(flow.target),
    protocol: flow.protocol,
    transport: null,
    clientPort: null,
    port: null,
    application: null,
    packets: flow.packets,
    bytes: flow.bytes,
    first: instant(flow.first),
    last: instant(flow.last),
    encrypted: flow.protocol === 'ieee802.11' ? true : null,
    count: 1,
    established: null,
  };
}

/** What of the capture was not read, or not kept. */
function problemsOf(capture: Capture, at: string): readonly ProblemExhibit[] {
  const problems: (Omit<ProblemExhibit, 'at'> | null)[] = [
    ...[...capture.undecoded]
      .sort(by(([name]) => name))
      .map(([name, packets]) => ({ code: 'unsupported', detail: `${packets} packets of ${name} are counted, not decoded` })),
    capture.cutPackets === 0
      ? null
      : { code: 'truncated', detail: `${capture.cutPackets} of ${capture.packets} packets were captured in part` },
    capture.fragments.dropped === 0
      ? null
      : { code: 'truncated', detail: `${capture.fragments.dropped} datagrams in fragments could not be put together` },
    capture.table.isFull ? { code: 'limit', detail: `flows beyond ${capture.table.flows.length} are counted per client and port` } : null,
    capture.addresses.isFull ? { code: 'limit', detail: `addresses beyond ${capture.addresses.size} are counted as one` } : null,
    capture.rest.dropped + capture.linkFlows.dropped === 0
      ? null
      : {
          code: 'limit',
          detail: `${capture.rest.dropped + capture.linkFlows.dropped} packets belong to conversations that are no longer counted`,
        },
    ...capture.notes.problems,
  ];
  return problems.flatMap((problem) => (problem === null ? [] : [{ ...problem, at }]));
}
