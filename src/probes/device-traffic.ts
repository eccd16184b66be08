import type { Exhibits } from '../model/exhibits.ts';
import type { BehaviourExhibit, BehaviourKind, FlowExhibit, HostExhibit } from '../model/network-exhibits.ts';

/** A conversation of the device under test, seen from it. */
export type DeviceFlow = {
  readonly flow: FlowExhibit;
  readonly initiated: 'from-device' | 'to-device';
  /** `*` where peers were only counted. */
  readonly peer: string;
  readonly peerRole: HostExhibit['role'];
  readonly peerPort: number | null;
  readonly devicePort: number | null;
};

/** What of a capture is the device's own: other hosts of the network it was recorded in are not the product. */
export type DeviceTraffic = {
  /** MAC and IP addresses. */
  readonly addresses: ReadonlySet<string>;
  readonly flows: readonly DeviceFlow[];
  readonly roleOf: (address: string) => HostExhibit['role'];
};

export function deviceTraffic({ captures, hosts, flows }: Pick<Exhibits, 'captures' | 'hosts' | 'flows'>): DeviceTraffic {
  const named = new Set(captures.flatMap(({ device }) => (device === null ? [] : [device])));
  // Behind a router under test, whoever is far away has its MAC too.
  const isOwn = ({ role, mac, address }: HostExhibit): boolean =>
    role === 'device' || named.has(address ?? '') || (role === 'local' && named.has(mac ?? ''));
  const own = hosts.filter(isOwn);
  const addresses = new Set([...named, ...own.flatMap(({ mac, address }) => [mac, address].filter((each) => each !== null))]);
  const roles = new Map(hosts.flatMap(({ address, mac, role }) => [address, mac].map((each) => [each, role] as const)));
  // A host that the capture does not list is taken for a remote one: that way nothing is passed over.
  const roleOf = (address: string): HostExhibit['role'] => (addresses.has(address) ? 'device' : (roles.get(address) ?? 'remote'));
  return { addresses, roleOf, flows: flows.flatMap((flow) => seenFromDevice(flow, addresses, roleOf)) };
}

function seenFromDevice(
  flow: FlowExhibit,
  addresses: ReadonlySet<string>,
  roleOf: (address: string) => HostExhibit['role'],
): readonly DeviceFlow[] {
  const { client, server, clientPort, port } = flow;
  // What is no IP goes no further than the link.
  const role = (address: string): HostExhibit['role'] => (isIp(flow) ? roleOf(address) : 'local');
  if (addresses.has(client)) {
    return [{ flow, initiated: 'from-device', peer: server, peerRole: role(server), peerPort: port, devicePort: clientPort }];
  }
  if (!addresses.has(server)) return [];
  return [{ flow, initiated: 'to-device', peer: client, peerRole: role(client), peerPort: clientPort, devicePort: port }];
}

export const isIp = ({ protocol }: FlowExhibit): boolean => protocol === 'ipv4' || protocol === 'ipv6';

/** Whether anything but the wish to talk was seen: a TCP connection that came about, or any packet of another transport. */
export const isConversation = ({ established }: FlowExhibit): boolean => established !== false;

export const flowPlace = ({ flow, peer }: DeviceFlow, note: string): { readonly at: string; readonly note: string } => ({
  at: flow.at,
  note: `${flow.application ?? flow.transport ?? flow.protocol} with ${peer}${flow.port === null ? '' : ` port ${flow.port}`}${note === '' ? '' : `: ${note}`}`,
});

/** The device's own behaviours of some kinds. */
export const ownBehaviours = (
  behaviours: readonly BehaviourExhibit[],
  { addresses }: DeviceTraffic,
  kinds: readonly BehaviourKind[],
): readonly BehaviourExhibit[] => behaviours.filter(({ kind, subject }) => kinds.includes(kind) && addresses.has(subject));

export const behaviourPlace = ({
  at,
  kind,
  subject,
  packets,
  detail,
}: BehaviourExhibit): { readonly at: string; readonly note: string } => ({
  at,
  note: `${kind} by ${subject}, ${packets} packets${detail === '' ? '' : `: ${detail}`}`,
});
