import { by } from '../../foundation/order.ts';
import type { FlowExhibit, PeerExhibit } from '../../model/network-exhibits.ts';
import { namesByAddress } from './names-by-address.ts';
import type { Observed } from './observed.ts';

/** A permission, and whether it stands in the lists for IPv4 or IPv6. */
export type ObservedPeer = Omit<PeerExhibit, 'at'> & { readonly family: 'ipv4' | 'ipv6' };

export type ObservedPeers = {
  /** Addresses of the device; none where the captures do not tell which host it is. */
  readonly device: readonly string[];
  /** Sorted, without doubles. */
  readonly peers: readonly ObservedPeer[];
  /** What was seen and is not permitted, and how many conversations of it. */
  readonly leftOut: readonly { readonly why: string; readonly count: number }[];
};

/** Ports above are given out by the system to clients (RFC 6335, 6 and what systems do). */
const ephemeral = 32_768;
const classes: Readonly<Record<string, string>> = { '53': 'urn:ietf:params:mud:dns', '123': 'urn:ietf:params:mud:ntp' };
/** One address for each neighbour that is asked for (RFC 4291, 2.7.1): they are permitted together. */
const solicited = /^ff02::1:ff[0-9a-f]{2}:[0-9a-f]{1,4}$/;

/**
 * The least that lets the device go on as it did in the captures: each peer by the name the device resolved, else by address; ports and transport
 * as used; TCP only as it was opened. Attempts that came to nothing, scans and floods are left out.
 */
export function observedPeers(observed: Observed): ObservedPeers {
  const device = observed.hosts
    .filter(({ role, address }) => role === 'device' && address !== null)
    .map(({ address }) => address as string);
  const own = new Set(device);
  const left = new Map<string, number>();
  const roles = new Map(observed.hosts.map(({ address, role }) => [address, role]));
  const attacked = attackedPorts(observed, own);
  const namesOf = namesByAddress(observed, own);
  const found = observed.flows.flatMap((flow): readonly ObservedPeer[] => {
    if (!own.has(flow.client) && !own.has(flow.server)) return [];
    const why = whyNot(flow, own, attacked);
    if (why !== null) left.set(why, (left.get(why) ?? 0) + flow.count);
    if (why !== null) return [];
    const turned = towardsServer(flow, own);
    const isOut = own.has(turned.client);
    const peer = isOut ? turned.server : turned.client;
    return permissions(turned, isOut, peersOf(peer, turned, isOut, roles.get(peer) ?? 'remote', namesOf(peer)));
  });
  const unique = new Map([...found, ...joining(observed)].map((peer) => [JSON.stringify(peer), peer]));
  return {
    device,
    peers: withoutNarrower([...unique.values()]).sort(order),
    leftOut: [...left].map(([why, count]) => ({ why, count })).sort(by(({ why }) => why)),
  };
}

/** A permission from a fixed port says nothing where the same is permitted from any. */
function withoutNarrower(peers: readonly ObservedPeer[]): ObservedPeer[] {
  const all = new Set(peers.map((peer) => JSON.stringify(peer)));
  const isWider = (peer: ObservedPeer): boolean => all.has(JSON.stringify(peer));
  return peers.filter(
    (peer) =>
      !(peer.peerPort !== null && peer.devicePort !== null) ||
      (!isWider({ ...peer, devicePort: null }) && !isWider({ ...peer, peerPort: null })),
  );
}

/** Asking for an address is done without one (RFC 2131, 4.1): no flow of the device's shows it. */
function joining({ captures, flows }: Observed): readonly ObservedPeer[] {
  const isAsked = flows.some(({ client, port, transport }) => client === '0.0.0.0' && port === 67 && transport === 'udp');
  if (!isAsked || !captures.some(({ joined }) => joined)) return [];
  const dhcp = {
    kind: 'address',
    peer: '255.255.255.255/32',
    transport: 'udp',
    peerPort: '67',
    devicePort: '68',
    initiated: null,
  } as const;
  return [{ direction: 'from-device', ...dhcp, family: 'ipv4' }];
}

const order = by<ObservedPeer>(
  ({ family }) => family,
  ({ direction }) => direction,
  ({ kind }) => kind,
  ({ peer }) => peer,
  ({ transport }) => transport,
  ({ peerPort }) => peerPort,
  ({ devicePort }) => devicePort,
  ({ initiated }) => initiated,
);

function whyNot(flow: FlowExhibit, own: ReadonlySet<string>, attacked: ReadonlySet<string>): string | null {
  if (flow.transport === null || (flow.protocol !== 'ipv4' && flow.protocol !== 'ipv6')) return 'no IP: such a profile is about IP only';
  if (flow.server === '*') return 'too many servers to be listed one by one';
  if (own.has(flow.client) && own.has(flow.server)) return 'within the device';
  if (own.has(flow.client) && (attacked.has(`${flow.port}`) || attacked.has(flow.server)))
    return 'part of a scan, a flood or the guessing of logins';
  if (flow.transport !== 'tcp' || flow.established === true) return null;
  return own.has(flow.client) ? 'connections the device tried in vain' : 'connections others tried in vain';
}

/** Ports and servers that the device attacked, by what the capture shows of its behaviour. */
function attackedPorts({ behaviours, flows }: Observed, own: ReadonlySet<string>): ReadonlySet<string> {
  const attacks = behaviours.filter(({ kind, subject }) => own.has(subject) && /scan$|^flood$|login-attempts$/.test(kind));
  const servers = new Set(flows.filter(({ client }) => own.has(client)).map(({ server }) => server));
  const marks = new Set<string>();
  for (const { kind, detail } of attacks) {
    if (kind === 'telnet-scan' || kind.endsWith('login-attempts'))
      for (const port of /ssh/i.test(detail) ? ['22'] : ['23', '2323']) marks.add(port);
    if (kind === 'flood') for (const word of detail.split(/[\s,;()]+/)) if (servers.has(word)) marks.add(word);
  }
  return marks;
}

/** A late answer over UDP looks like a conversation begun by a server's port with a client's: the well-known port is the server. */
function towardsServer(flow: FlowExhibit, own: ReadonlySet<string>): FlowExhibit {
  const isLate =
    flow.transport === 'udp' &&
    own.has(flow.server) &&
    (flow.port ?? 0) >= ephemeral &&
    flow.clientPort !== null &&
    flow.clientPort < ephemeral;
  return isLate ? { ...flow, client: flow.server, server: flow.client, clientPort: flow.port, port: flow.clientPort } : flow;
}

type Named = Pick<ObservedPeer, 'kind' | 'peer'>;

function peersOf(
  address: string,
  flow: FlowExhibit,
  isOut: boolean,
  role: 'device' | 'local' | 'remote' | 'multicast',
  names: readonly string[],
): readonly Named[] {
  const bits = flow.protocol === 'ipv6' ? 128 : 32;
  if (role === 'multicast') {
    return [{ kind: 'address', peer: solicited.test(address) ? 'ff02::1:ff00:0/104' : `${address}/${bits}` }];
  }
  if (role === 'local') {
    const controller = isOut && (flow.transport === 'udp' || flow.transport === 'tcp') ? classes[`${flow.port}`] : undefined;
    return controller === undefined ? [{ kind: 'local-networks', peer: '' }] : [{ kind: 'controller', peer: controller }];
  }
  return names.length > 0 ? names.map((peer) => ({ kind: 'name', peer })) : [{ kind: 'address', peer: `${address}/${bits}` }];
}

/** Both ways for each peer: answers must come through; a group does not answer. */
function permissions(flow: FlowExhibit, isOut: boolean, peers: readonly Named[]): readonly ObservedPeer[] {
  const { transport, port } = flow;
  const family = flow.protocol === 'ipv6' ? 'ipv6' : 'ipv4';
  // NTP, DHCP and their like speak from a fixed port; other clients from any.
  const isFixed = flow.clientPort !== null && (flow.clientPort < 1024 || flow.clientPort === port);
  const [server, client] = [port === null ? null : String(port), isFixed ? String(flow.clientPort) : null];
  const ports = { peerPort: isOut ? server : client, devicePort: isOut ? client : server };
  const opened = isOut ? 'from-device' : 'to-device';
  const initiated = transport === 'tcp' ? opened : null;
  return peers.flatMap((peer) => {
    const both = [`${opened}` as const, isOut ? ('to-device' as const) : ('from-device' as const)];
    const isGroup = peer.kind === 'address' && isGroupAddress(peer.peer);
    return (isGroup ? both.slice(0, 1) : both).map((direction) => ({ direction, ...peer, transport, ...ports, initiated, family }));
  });
}

const isGroupAddress = (network: string): boolean => /^(ff|22[4-9]\.|23\d\.|255\.255\.255\.255)/.test(network);
