import { by } from '../../foundation/order.ts';
import type { Exhibits } from '../../model/exhibits.ts';
import type { FlowExhibit } from '../../model/network-exhibits.ts';

export type Protection = 'encrypted' | 'clear' | 'mixed' | 'unknown';

/** Whom the device speaks with, all its conversations with one peer together. */
export type NetworkPeer = {
  /** A name that was resolved to the address, else the address. */
  readonly name: string;
  readonly addresses: readonly string[];
  readonly role: 'local' | 'remote' | 'multicast';
  /** e.g. `tls 443`, `udp 6667`. */
  readonly services: readonly string[];
  readonly opens: 'device' | 'peer' | 'both';
  readonly bytes: number;
  readonly protection: Protection;
};

export type NetworkView = {
  readonly capture: string;
  readonly device: string;
  readonly vendor: string | null;
  readonly peers: readonly NetworkPeer[];
};

/** Of every capture in which the device under test is known, whom it speaks with: most bytes first. */
export function networkViews(exhibits: readonly Exhibits[]): readonly NetworkView[] {
  return exhibits.flatMap((one): readonly NetworkView[] => {
    const [capture] = one.captures;
    if (capture === undefined || capture.device === null) return [];
    const own = new Set(one.hosts.filter(({ role }) => role === 'device').map(({ address }) => address));
    const vendor = one.hosts.find(({ role, vendor: owner }) => role === 'device' && owner !== null)?.vendor ?? null;
    return [{ capture: capture.at, device: capture.device, vendor, peers: peersOf(one, own) }];
  });
}

type Gathered = { readonly addresses: Set<string>; readonly flows: FlowExhibit[]; role: NetworkPeer['role'] };

function peersOf(exhibits: Exhibits, own: ReadonlySet<string | null>): readonly NetworkPeer[] {
  const nameOf = resolvedNames(exhibits);
  const roleOf = new Map(exhibits.hosts.map(({ address, role }) => [address, role]));
  const peers = new Map<string, Gathered>();
  for (const flow of exhibits.flows) {
    const isClient = own.has(flow.client);
    if (isClient === own.has(flow.server)) continue;
    const address = isClient ? flow.server : flow.client;
    const name = nameOf.get(address) ?? address;
    const role = roleOf.get(address);
    const peer = peers.get(name) ?? { addresses: new Set(), flows: [], role: role === undefined || role === 'device' ? 'local' : role };
    peer.addresses.add(address);
    peer.flows.push(flow);
    peers.set(name, peer);
  }
  return [...peers]
    .map(([name, { addresses, flows, role }]) => ({
      name,
      addresses: [...addresses].sort(),
      role,
      services: [...new Set(flows.map(serviceOf))].sort(),
      opens: opensOf(flows, own),
      bytes: flows.reduce((sum, { bytes }) => sum + bytes, 0),
      protection: protectionOf(flows),
    }))
    .sort(
      by(
        ({ bytes }) => -bytes,
        ({ name }) => name,
      ),
    );
}

/** An address by the name that was asked for; of several the first by code unit. */
function resolvedNames({ names, tls }: Exhibits): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const add = (address: string, name: string): void => {
    const before = map.get(address);
    if (before === undefined || name < before) map.set(address, name);
  };
  for (const { name, type, answers } of names) if (type === 'A' || type === 'AAAA') for (const answer of answers) add(answer, name);
  for (const { server, sni } of tls) if (sni !== null && !map.has(server)) add(server, sni);
  return map;
}

const serviceOf = ({ application, transport, protocol, port }: FlowExhibit): string =>
  `${application ?? transport ?? protocol}${port === null ? '' : ` ${port}`}`;

function opensOf(flows: readonly FlowExhibit[], own: ReadonlySet<string | null>): NetworkPeer['opens'] {
  const opened = flows.filter(({ client }) => own.has(client)).length;
  return opened === flows.length ? 'device' : opened === 0 ? 'peer' : 'both';
}

function protectionOf(flows: readonly FlowExhibit[]): Protection {
  const known = new Set(flows.map(({ encrypted }) => encrypted));
  if (known.has(true) && known.has(false)) return 'mixed';
  return known.has(false) ? 'clear' : known.has(true) ? 'encrypted' : 'unknown';
}
