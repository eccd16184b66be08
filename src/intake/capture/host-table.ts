import type { AddressScope } from './address-scope.ts';
import { addressScope, isIp4 } from './address-scope.ts';
import type { AddressTable } from './address-table.ts';
import { Burst } from './burst.ts';
import type { Flow } from './flow.ts';
import type { Frame } from './frame.ts';

/** Addresses remembered of one MAC. */
const mostOwn = 4096;
const mostMacs = 65_536;

/** A sender on the link. */
export type MacRecord = {
  readonly mac: number;
  readonly number: number;
  packets: number;
  received: number;
  first: number;
  last: number;
  /** It forwards for others: addresses from elsewhere come from it. */
  forwards: boolean;
  joined: boolean;
  readonly addresses: Set<number>;
  /** Addresses it asked for by ARP. */
  readonly asked: Burst;
};

/** An address. */
export type HostRecord = {
  readonly id: number;
  readonly scope: AddressScope;
  readonly number: number;
  mac: MacRecord | null;
  sent: number;
  received: number;
  first: number;
  last: number;
  /** SYNs whose sequence number is the target's address, as Mirai's stateless scanner sends them. */
  stateless: number;
  statelessNumber: number;
  readonly pinged: Burst;
  /** Most SYNs that came to it in one second. */
  synPeak: number;
  synStart: number;
  synCount: number;
};

/** Who sends and receives: by address, and by MAC where the link has one. */
export class HostTable {
  readonly hosts: HostRecord[] = [];
  readonly macs = new Map<number, MacRecord>();
  readonly #addresses: AddressTable;

  constructor(addresses: AddressTable) {
    this.#addresses = addresses;
  }

  ip(frame: Frame, from: number, to: number): void {
    const sender = this.hosts[from] ?? this.#add(from, frame);
    const receiver = this.hosts[to] ?? this.#add(to, frame);
    sender.sent += 1;
    sender.last = frame.micros;
    receiver.received += 1;
    if (frame.source < 0) return;
    const mac = sender.mac?.mac === frame.source ? sender.mac : this.#settle(sender, frame);
    if (mac !== null) {
      mac.packets += 1;
      mac.last = frame.micros;
    }
    const target = receiver.mac;
    if (target !== null && target.mac === frame.target) target.received += 1;
  }

  /** A frame without IP: ARP says who has which address and who looks for whom (RFC 826); EAPOL that somebody joins (IEEE 802.1X). */
  link(frame: Frame): void {
    const mac = frame.source < 0 ? null : this.#mac(frame.source, frame);
    if (mac === null) return;
    mac.packets += 1;
    mac.last = frame.micros;
    if (frame.type === 0x888e) mac.joined = true;
    if (frame.type !== 0x0806 || frame.end - frame.at < 28 || frame.view.getUint16(frame.at + 2) !== 0x0800) return;
    const sender = this.#addresses.ip4(frame.view, frame.at + 14);
    const target = this.#addresses.ip4(frame.view, frame.at + 24);
    const record = this.hosts[sender] ?? this.#add(sender, frame);
    if (record.scope === 'local' && record.mac === null) this.#bind(record, mac);
    if (frame.view.getUint16(frame.at + 6) !== 1 || sender === target) return;
    mac.asked.add(target, frame.micros, frame.number);
  }

  /** The sender asks for an address (RFC 2131, 8415). */
  joins(frame: Frame): void {
    const mac = frame.source < 0 ? null : this.#mac(frame.source, frame);
    if (mac !== null) mac.joined = true;
  }

  syn(flow: Flow, frame: Frame, sequence: number): void {
    const words = this.#addresses.words(flow.server);
    const client = this.hosts[flow.client];
    const server = this.hosts[flow.server];
    if (client === undefined || server === undefined) return;
    if (isIp4(words) && words[3] === sequence) {
      if (client.stateless === 0) client.statelessNumber = frame.number;
      client.stateless += 1;
    }
    const elapsed = frame.micros - server.synStart;
    if (elapsed < 0 || elapsed >= 1_000_000) {
      server.synStart = frame.micros;
      server.synCount = 0;
    }
    server.synCount += 1;
    if (server.synCount > server.synPeak) server.synPeak = server.synCount;
  }

  /** Echo requests (RFC 792 type 8, RFC 4443 type 128). */
  icmp(frame: Frame, from: number, to: number): void {
    if ((frame.protocol !== 1 && frame.protocol !== 58) || frame.end <= frame.at) return;
    const type = frame.view.getUint8(frame.at);
    const sender = this.hosts[from];
    if (sender === undefined || type !== (frame.protocol === 1 ? 8 : 128)) return;
    sender.pinged.add(to, frame.micros, frame.number);
  }

  #add(id: number, frame: Frame): HostRecord {
    const host: HostRecord = {
      id,
      scope: addressScope(this.#addresses.words(id)),
      number: frame.number,
      mac: null,
      sent: 0,
      received: 0,
      first: frame.micros,
      last: frame.micros,
      stateless: 0,
      statelessNumber: 0,
      pinged: new Burst(),
      synPeak: 0,
      synStart: frame.micros,
      synCount: 0,
    };
    this.hosts[id] = host;
    return host;
  }

  /** Whose MAC an address is behind: of a local one its own, of a remote one the router's. */
  #settle(host: HostRecord, frame: Frame): MacRecord | null {
    const mac = this.#mac(frame.source, frame);
    if (mac === null) return null;
    if (host.scope === 'remote') mac.forwards = true;
    if (host.scope !== 'unspecified') this.#bind(host, mac);
    return mac;
  }

  #bind(host: HostRecord, mac: MacRecord): void {
    host.mac = mac;
    if (host.scope === 'local' && mac.addresses.size < mostOwn) mac.addresses.add(host.id);
  }

  #mac(mac: number, frame: Frame): MacRecord | null {
    const before = this.macs.get(mac);
    if (before !== undefined) return before;
    if (this.macs.size >= mostMacs) return null;
    const record: MacRecord = {
      mac,
      number: frame.number,
      packets: 0,
      received: 0,
      first: frame.micros,
      last: frame.micros,
      forwards: false,
      joined: false,
      addresses: new Set(),
      asked: new Burst(),
    };
    this.macs.set(mac, record);
    return record;
  }
}
