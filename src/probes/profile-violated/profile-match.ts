import type { PeerExhibit } from '../../model/network-exhibits.ts';
import type { AddressRange } from '../addresses.ts';
import { addressBytes, addressRange, rangeHolds } from '../addresses.ts';
import type { DeviceFlow } from '../device-traffic.ts';
import type { NamesByAddress } from '../peer-names.ts';
import { bareName } from '../peer-names.ts';

/** `unclear`: only a class of hosts fits, and who belongs to it is for the owner's network to say. */
export type Allowance = 'allowed' | 'unclear' | 'forbidden';

/** Well-known classes of RFC 8520 and the application that they are about. */
const services: Readonly<Record<string, string>> = { 'urn:ietf:params:mud:dns': 'dns', 'urn:ietf:params:mud:ntp': 'ntp' };

type Ports = { readonly low: number; readonly high: number } | null;
type Entry = Omit<PeerExhibit, 'peerPort' | 'devicePort'> & {
  readonly range: AddressRange | null;
  readonly peerPort: Ports;
  readonly devicePort: Ports;
};

/** The entries of a profile, ready to be asked about many conversations. */
export class ProfileMatch {
  readonly #byName: ReadonlyMap<string, readonly Entry[]>;
  readonly #rest: readonly Entry[];

  constructor(peers: readonly PeerExhibit[]) {
    const entries = peers.map(
      (peer): Entry => ({
        ...peer,
        range: peer.kind === 'address' ? addressRange(peer.peer) : null,
        peerPort: portsOf(peer.peerPort),
        devicePort: portsOf(peer.devicePort),
      }),
    );
    this.#byName = Map.groupBy(
      entries.filter(({ kind }) => kind === 'name'),
      ({ peer }) => bareName(peer),
    );
    this.#rest = entries.filter(({ kind }) => kind !== 'name');
  }

  /** Whether whoever opened the conversation may: the packet that opens it must be let through. */
  allows(flow: DeviceFlow, names: NamesByAddress): Allowance {
    for (const name of names.get(flow.peer) ?? []) if (this.#byName.get(name)?.some((entry) => fits(entry, flow))) return 'allowed';
    const address = addressBytes(flow.peer);
    let best: Allowance = 'forbidden';
    for (const entry of this.#rest) {
      if (!fits(entry, flow)) continue;
      const is = isPeer(entry, flow, address);
      if (is === 'allowed') return is;
      if (is === 'unclear') best = is;
    }
    return best;
  }
}

const fits = (entry: Entry, { initiated, flow, peerPort, devicePort }: DeviceFlow): boolean =>
  entry.direction === initiated &&
  (entry.initiated === null || entry.initiated === initiated) &&
  (entry.transport === null || entry.transport === flow.transport) &&
  covers(entry.peerPort, peerPort) &&
  covers(entry.devicePort, devicePort);

/** `low-high` or one port; what is neither covers no port. */
function portsOf(range: string | null): Ports {
  if (range === null) return null;
  const [low = Number.NaN, high = low] = range.split('-', 2).map(Number);
  return { low, high };
}

const covers = (ports: Ports, port: number | null): boolean => ports === null || (port !== null && port >= ports.low && port <= ports.high);

function isPeer({ kind, peer, range }: Entry, flow: DeviceFlow, address: readonly number[] | null): Allowance {
  if (kind === 'any') return 'allowed';
  if (kind === 'local-networks') return flow.peerRole === 'local' ? 'allowed' : 'forbidden';
  if (kind === 'address') return range !== null && address !== null && rangeHolds(range, address) ? 'allowed' : 'forbidden';
  const service = Object.hasOwn(services, peer) ? services[peer] : undefined;
  if (service !== undefined) return flow.flow.application === service ? 'allowed' : 'forbidden';
  return 'unclear';
}
