import type { ObservedPeer } from './observed-peers.ts';

export type MudFacts = {
  /** Where the file is to be served: https (RFC 8520, 3.2 and 5). */
  readonly url: string;
  /** RFC 3339. */
  readonly lastUpdate: string;
  /** At most 60 characters are kept (RFC 8520, 3.7). */
  readonly systeminfo: string;
  /** 1 to 168 hours (RFC 8520, 3.5). */
  readonly cacheHours: number;
};

const numbers: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  ospf: 89,
  pim: 103,
  vrrp: 112,
  sctp: 132,
};
const lists = [
  ['ipv4', 'from-device', 'v4-from'],
  ['ipv4', 'to-device', 'v4-to'],
  ['ipv6', 'from-device', 'v6-from'],
  ['ipv6', 'to-device', 'v6-to'],
] as const;

/** A MUD file (RFC 8520) that permits these peers and nothing else, as JSON: the same peers and facts give the same bytes. */
export function mudFile(peers: readonly ObservedPeer[], { url, lastUpdate, systeminfo, cacheHours }: MudFacts): string {
  const stem = slug(systeminfo);
  const used = lists.filter(([family, direction]) => peers.some((peer) => peer.family === family && peer.direction === direction));
  const policy = (direction: string): unknown => ({
    'access-lists': { 'access-list': used.filter((list) => list[1] === direction).map((list) => ({ name: `${stem}-${list[2]}` })) },
  });
  const file = {
    'ietf-mud:mud': {
      'mud-version': 1,
      'mud-url': url,
      'last-update': lastUpdate,
      'cache-validity': cacheHours,
      'is-supported': true,
      systeminfo: [...systeminfo].slice(0, 60).join(''),
      'from-device-policy': policy('from-device'),
      'to-device-policy': policy('to-device'),
    },
    'ietf-access-control-list:acls': {
      acl: used.map(([family, direction, suffix]) => ({
        name: `${stem}-${suffix}`,
        type: `${family}-acl-type`,
        aces: {
          ace: peers
            .filter((peer) => peer.family === family && peer.direction === direction)
            .map((peer, index) => entry(peer, `${suffix}-${index + 1}`)),
        },
      })),
    },
  };
  // The members in the order of RFC 8520, 9: what the file is about stands first, and readers that look at its beginning know it.
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Names of lists are 1 to 64 characters (RFC 8519, 4.1). */
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40) || 'device';

function entry(peer: ObservedPeer, name: string): unknown {
  const isOut = peer.direction === 'from-device';
  const side = isOut ? 'destination' : 'source';
  const protocol = protocolOf(peer.transport);
  const ip = {
    ...(protocol === null ? {} : { protocol }),
    ...(peer.kind === 'name' ? { [`ietf-acldns:${isOut ? 'dst' : 'src'}-dnsname`]: peer.peer } : {}),
    ...(peer.kind === 'address' ? { [`${side}-${peer.family}-network`]: peer.peer } : {}),
  };
  const ports = {
    ...portOf(isOut ? 'destination' : 'source', peer.peerPort),
    ...portOf(isOut ? 'source' : 'destination', peer.devicePort),
    ...(peer.transport === 'tcp' && peer.initiated !== null ? { 'ietf-mud:direction-initiated': peer.initiated } : {}),
  };
  const isPorted = (peer.transport === 'tcp' || peer.transport === 'udp') && Object.keys(ports).length > 0;
  return {
    name,
    matches: {
      ...(Object.keys(ip).length === 0 ? {} : { [peer.family]: ip }),
      ...(isPorted ? { [peer.transport as string]: ports } : {}),
      ...classOf(peer),
    },
    actions: { forwarding: 'accept' },
  };
}

function protocolOf(transport: string | null): number | null {
  if (transport === null) return null;
  return numbers[transport] ?? Number(/^ip-(\d{1,3})$/.exec(transport)?.[1] ?? Number.NaN);
}

function portOf(side: 'source' | 'destination', port: string | null): object {
  if (port === null) return {};
  const [low, high] = port.split('-').map(Number);
  return { [`${side}-port`]: high === undefined ? { operator: 'eq', port: low } : { 'lower-port': low, 'upper-port': high } };
}

/** RFC 7951, 6.9: a leaf of type empty is written `[null]`. */
function classOf({ kind, peer }: ObservedPeer): object {
  if (kind === 'controller' || kind === 'manufacturer' || kind === 'model') return { 'ietf-mud:mud': { [kind]: peer } };
  return kind === 'my-controller' || kind === 'same-manufacturer' || kind === 'local-networks'
    ? { 'ietf-mud:mud': { [kind]: [null] } }
    : {};
}
