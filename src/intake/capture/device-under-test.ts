import type { Capture } from './capture.ts';
import { macText } from './frame.ts';
import type { HostRecord, MacRecord } from './host-table.ts';

/** The device that the capture is about: where it is on the link, and which addresses are its. */
export type Device = {
  readonly text: string;
  readonly by: 'declared' | 'worked-out';
  readonly mac: MacRecord | null;
  readonly addresses: ReadonlySet<number>;
};

/** Share of all packets between hosts of the network that one host must have to be taken for the device when several could be. */
const leadingShare = 0.7;

/**
 * Which host is the device under test: the declared one (a MAC or an address), or the one that it can only be: it is no router, and it is alone,
 * or alone joined the network, or has most of the packets. Null where that leaves a choice: a wrong device would be worse than none.
 */
export function deviceUnderTest(capture: Capture, declared: string | null): Device | null {
  if (declared !== null) return declaredDevice(capture, declared);
  const macs = [...capture.hosts.macs.values()].filter((mac) => isUnicast(mac.mac) && mac.packets > 0);
  return macs.length > 0 ? byMac(macs, capture) : byAddress(capture);
}

function declaredDevice(capture: Capture, declared: string): Device {
  const wanted = declared.toLowerCase().replaceAll('-', ':');
  const mac = [...capture.hosts.macs.values()].find((record) => macText(record.mac) === wanted);
  if (mac) return { text: wanted, by: 'declared', mac, addresses: mac.addresses };
  const host = capture.hosts.hosts.find((record) => record !== undefined && capture.addresses.text(record.id) === wanted);
  if (host === undefined) return { text: wanted, by: 'declared', mac: null, addresses: new Set() };
  const own = host.scope === 'local' && host.mac !== null && !host.mac.forwards ? host.mac : null;
  return { text: wanted, by: 'declared', mac: own, addresses: new Set([host.id, ...(own?.addresses ?? [])]) };
}

function byMac(macs: readonly MacRecord[], capture: Capture): Device | null {
  const ends = macs.filter((mac) => !mac.forwards);
  const joined = ends.filter((mac) => mac.joined && mac.addresses.size > 0);
  const remote = ends.filter((mac) => speaksOutside(mac, capture));
  const chosen = onlyOne(joined) ?? onlyOne(remote) ?? leading(joined.length > 0 ? joined : ends.filter((mac) => mac.addresses.size > 0));
  return chosen === null ? null : { text: macText(chosen.mac), by: 'worked-out', mac: chosen, addresses: chosen.addresses };
}

/** A link without MACs: the only local address, or the one that has most of the packets. */
function byAddress(capture: Capture): Device | null {
  const local = capture.hosts.hosts.filter((host): host is HostRecord => host !== undefined && host.scope === 'local' && host.sent > 0);
  const [first] = [...local].sort((a, b) => b.sent + b.received - (a.sent + a.received));
  const total = local.reduce((sum, host) => sum + host.sent + host.received, 0);
  if (first === undefined || (local.length > 1 && first.sent + first.received < leadingShare * total)) return null;
  return { text: capture.addresses.text(first.id), by: 'worked-out', mac: null, addresses: new Set([first.id]) };
}

const onlyOne = (macs: readonly MacRecord[]): MacRecord | null => (macs.length === 1 ? (macs[0] ?? null) : null);

function leading(macs: readonly MacRecord[]): MacRecord | null {
  const [first] = [...macs].sort((a, b) => b.packets + b.received - (a.packets + a.received));
  const total = macs.reduce((sum, mac) => sum + mac.packets + mac.received, 0);
  return first !== undefined && first.packets + first.received >= leadingShare * total ? first : null;
}

function speaksOutside(mac: MacRecord, capture: Capture): boolean {
  return capture.table.flows.some((flow) => mac.addresses.has(flow.client) && capture.hosts.hosts[flow.server]?.scope === 'remote');
}

/** The lowest bit of the first byte marks a group (IEEE 802). */
const isUnicast = (mac: number): boolean => (Math.floor(mac / 2 ** 40) & 1) === 0;
