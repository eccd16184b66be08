import type { PeerExhibit } from '../../../model/network-exhibits.ts';
import { type Fields, fieldsOf, memberOf } from './member-of.ts';

type Direction = PeerExhibit['direction'];
export type Matched = {
  readonly peers: readonly Omit<PeerExhibit, 'at'>[];
  /** What narrows the entry and is not understood. */
  readonly unknown: readonly string[];
};

const transports: Readonly<Record<number, string>> = { 1: 'icmp', 2: 'igmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };
const ethertypes: Readonly<Record<string, string>> = { '0x0806': 'arp', '0x888e': 'eapol' };
/** What may stand in `matches`; the names with `-acl` are those of drafts before RFC 8519. */
const understood = /^(ipv[46]|tcp|udp|icmp(v6)?|eth|mud|l[234])(-acl)?$/;

/** The `matches` of one entry (RFC 8519, 4.1; RFC 8520, 8) as the device sees it: more than one where ports are excluded. */
export function matchAcl(matches: Fields, direction: Direction): Matched {
  const names = Object.keys(matches).map((key) => key.replace(/^.*:/, ''));
  const unknown = names.filter((name) => !understood.test(name));
  const part = (name: string): Fields => fieldsOf(memberOf(matches, name) ?? memberOf(matches, `${name}-acl`));
  const ip = { ...part('ipv4'), ...part('ipv6') };
  const transport = transportOf(ip, names);
  const ports = part(transport === 'udp' ? 'udp' : 'tcp');
  const isOut = direction === 'from-device';
  const peerPorts = portsOf(ports, isOut ? 'destination' : 'source');
  const devicePorts = portsOf(ports, isOut ? 'source' : 'destination');
  const opened = memberOf(part('tcp'), 'direction-initiated');
  const link = memberOf(part('eth'), 'ethertype');
  const bare = {
    direction,
    ...peerOf(ip, part('mud'), isOut),
    initiated: opened === 'from-device' || opened === 'to-device' ? opened : null,
  } as const;
  // An entry for frames that are no IP: the Ethernet type takes the place of a transport.
  const isLink = typeof link === 'string' && !names.some((name) => /^ipv[46]/.test(name)) && !/^0x(0800|86dd)$/i.test(link);
  const carried = isLink ? (ethertypes[link.toLowerCase()] ?? link.toLowerCase()) : transport;
  return {
    unknown,
    peers: peerPorts.flatMap((peerPort) => devicePorts.map((devicePort) => ({ ...bare, transport: carried, peerPort, devicePort }))),
  };
}

function transportOf(ip: Fields, names: readonly string[]): string | null {
  const number = Number(memberOf(ip, 'protocol'));
  if (Number.isInteger(number) && number > 0) return transports[number] ?? `ip-${number}`;
  const [named] = names.map((name) => /^(tcp|udp|icmpv6|icmp)(?:-acl)?$/.exec(name)?.[1]).filter((name) => name !== undefined);
  if (named === 'icmp' && names.some((name) => name.startsWith('ipv6'))) return 'icmpv6';
  return named ?? null;
}

/** The narrowest of what names the peer: all of it holds at once, and a name or an address says more than a class. */
function peerOf(ip: Fields, mud: Fields, isOut: boolean): Pick<PeerExhibit, 'kind' | 'peer'> {
  const side = isOut ? 'destination' : 'source';
  const name = memberOf(ip, isOut ? 'dst-dnsname' : 'src-dnsname');
  if (typeof name === 'string') return { kind: 'name', peer: name.toLowerCase().replace(/\.$/, '') };
  const network = memberOf(ip, `${side}-ipv4-network`) ?? memberOf(ip, `${side}-ipv6-network`);
  if (typeof network === 'string') return { kind: 'address', peer: network.toLowerCase() };
  for (const kind of ['model', 'controller', 'manufacturer'] as const) {
    const value = memberOf(mud, kind);
    if (typeof value === 'string') return { kind, peer: value };
  }
  for (const kind of ['my-controller', 'same-manufacturer', 'local-networks'] as const)
    if (memberOf(mud, kind) !== undefined) return { kind, peer: '' };
  return { kind: 'any', peer: '' };
}

/** RFC 8519 (port-range-or-operator): a range, or `eq` `lte` `gte` `neq` and a port. */
function portsOf(transport: Fields, side: 'source' | 'destination'): readonly (string | null)[] {
  const port = fieldsOf(memberOf(transport, `${side}-port`) ?? memberOf(transport, `${side}-port-range`));
  const number = (name: string): number | null => {
    const value = Number(memberOf(port, name) ?? Number.NaN);
    return Number.isInteger(value) && value >= 0 && value < 65_536 ? value : null;
  };
  const [low, high, one] = [number('lower-port'), number('upper-port'), number('port')];
  if (low !== null) return [range(low, high ?? low)];
  if (one === null) return [null];
  const operator = memberOf(port, 'operator') ?? 'eq';
  if (operator === 'lte') return [range(0, one)];
  if (operator === 'gte') return [range(one, 65_535)];
  if (operator !== 'neq') return [String(one)];
  return [...(one > 0 ? [range(0, one - 1)] : []), ...(one < 65_535 ? [range(one + 1, 65_535)] : [])];
}

const range = (low: number, high: number): string => (low === high ? String(low) : `${low}-${high}`);
