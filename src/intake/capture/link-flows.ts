import type { Frame } from './frame.ts';
import { linkTypes } from './frame.ts';

export type LinkFlow = {
  readonly protocol: string;
  readonly source: number;
  readonly target: number;
  readonly number: number;
  readonly first: number;
  last: number;
  packets: number;
  bytes: number;
};

const most = 20_000;

/** What is no IP, by Ethernet type (IEEE registry; linktype values above 16 bits are our own). */
const names: Readonly<Record<number, string>> = {
  2054: 'arp',
  34525: 'ipv6',
  2048: 'ipv4',
  34958: 'eapol',
  35020: 'lldp',
  34962: 'profinet',
  34980: 'ethercat',
  35000: 'goose',
  35002: 'sampled-values',
  35063: 'ptp',
  34887: 'mpls',
  34915: 'pppoe',
  34916: 'pppoe',
  35041: 'homeplug',
  34827: 'homeplug',
  36864: 'loop',
  35093: 'realtek',
  35017: 'ieee1905',
  34964: 'ieee1905',
  35130: 'ieee1905',
  35078: 'fcoe',
  33079: 'ipx',
  32923: 'appletalk',
  [linkTypes.encryptedWlan]: 'ieee802.11',
  [linkTypes.llc]: 'llc',
};

/** Conversations below IP, by kind and MAC addresses. */
export class LinkFlows {
  readonly flows = new Map<string, LinkFlow>();
  dropped = 0;

  add(frame: Frame): void {
    const key = `${frame.type} ${frame.source} ${frame.target}`;
    const flow = this.flows.get(key) ?? this.#open(key, frame);
    if (flow === null) return;
    flow.last = frame.micros;
    flow.packets += 1;
    flow.bytes += frame.wire;
  }

  #open(key: string, { type, source, target, number, micros }: Frame): LinkFlow | null {
    if (this.flows.size >= most) {
      this.dropped += 1;
      return null;
    }
    const protocol = names[type] ?? `ethernet-0x${type.toString(16).padStart(4, '0')}`;
    const flow = { protocol, source, target, number, first: micros, last: micros, packets: 0, bytes: 0 };
    this.flows.set(key, flow);
    return flow;
  }
}
