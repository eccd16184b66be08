import type { Host } from '../../model/host.ts';
import type { Side, Tell } from '../../model/protocol.ts';
import { addressScope } from './address-scope.ts';
import { AddressTable } from './address-table.ts';
import { CaptureNotes } from './capture-notes.ts';
import { Flow } from './flow.ts';
import { FlowReader } from './flow-reader.ts';
import { FlowTable } from './flow-table.ts';
import { Fragments } from './fragments.ts';
import { Frame } from './frame.ts';
import { HostTable } from './host-table.ts';
import { LinkFlows } from './link-flows.ts';
import { linkOf } from './link-layer.ts';
import { MemoryPool } from './memory-pool.ts';
import type { Naming } from './naming.ts';
import { openNetwork } from './open-network.ts';
import type { PublishedLogins } from './published-logins.ts';
import type { PacketSink } from './record-reader.ts';
import { RestCounts } from './rest-counts.ts';
import { TcpSide } from './tcp-side.ts';

/** Bytes that flows may keep while they wait for the rest of something. */
const waitingBytes = 48 * 2 ** 20;
const tcp = 6;
const udp = 17;

export type CaptureTools = { readonly host: Host; readonly naming: Naming; readonly logins: PublishedLogins };

/** Reads packets one after the other, in memory that does not grow with their number, and keeps what the exhibits are made from. */
export class Capture {
  readonly addresses = new AddressTable();
  readonly hosts = new HostTable(this.addresses);
  readonly table = new FlowTable();
  readonly rest = new RestCounts();
  readonly linkFlows = new LinkFlows();
  readonly notes: CaptureNotes;
  readonly fragments = new Fragments();
  readonly links = new Set<number>();
  packets = 0;
  bytes = 0;
  first = Number.POSITIVE_INFINITY;
  last = 0;
  /** Packets that were captured in part, of links nobody decodes, and too short for their headers. */
  cutPackets = 0;
  undecoded = new Map<string, number>();
  readonly #frame = new Frame();
  readonly #reader: FlowReader;
  readonly #pool = new MemoryPool(waitingBytes);
  readonly #naming: Naming;
  readonly #name: string;
  #moment = 0;
  #flow: Flow | null = null;
  #side: Side = 'client';
  readonly #sink = {
    bytes: (bytes: Uint8Array): void => this.#reader.read(this.#flow as Flow, this.#side, bytes),
    gap: (): void => this.#reader.gap(this.#flow as Flow, this.#side),
  };

  constructor(name: string, { host, naming, logins }: CaptureTools) {
    this.#name = name;
    this.#naming = naming;
    this.notes = new CaptureNotes(host, logins);
    this.#reader = new FlowReader({
      host,
      naming,
      pool: this.#pool,
      facts: (flow) => this.#facts(flow),
      tell: (flow) => this.#teller(flow),
      expected: (flow) => this.#expected(flow),
    });
  }

  readonly place = (packet: number): string => `${this.#name}!/packet ${packet}`;

  readonly packet: PacketSink = (bytes, view, start, captured, wire, micros, link) => {
    this.packets += 1;
    this.bytes += wire;
    if (micros < this.first) this.first = micros;
    if (micros > this.last) this.last = micros;
    if (captured < wire) this.cutPackets += 1;
    if (this.links.size === 0 || !this.links.has(link)) this.links.add(link);
    const frame = this.#frame;
    frame.bytes = bytes;
    frame.view = view;
    frame.number = this.packets;
    frame.micros = micros;
    frame.wire = wire;
    frame.at = start;
    frame.end = start + captured;
    frame.source = -1;
    frame.target = -1;
    frame.ip = 0;
    this.#moment = this.packets;
    const { name, open } = linkOf(link);
    if (open === undefined) this.#count(name);
    else if (open(frame)) {
      if (openNetwork(frame)) this.#ip(frame);
      else this.#link(frame);
    }
  };

  finish(): void {
    for (const flow of this.table.flows) {
      this.#moment = flow.number;
      this.#reader.end(flow);
    }
  }

  #count(name: string): void {
    this.undecoded.set(name, (this.undecoded.get(name) ?? 0) + 1);
  }

  #link(frame: Frame): void {
    this.linkFlows.add(frame);
    this.hosts.link(frame);
  }

  #ip(frame: Frame): void {
    const { view } = frame;
    const from = frame.ip === 4 ? this.addresses.ip4(view, frame.sourceAt) : this.addresses.ip6(view, frame.sourceAt);
    const to = frame.ip === 4 ? this.addresses.ip4(view, frame.targetAt) : this.addresses.ip6(view, frame.targetAt);
    this.hosts.ip(frame, from, to);
    if (frame.fragment) {
      const whole = this.fragments.add(frame);
      if (whole === null) return;
      frame.bytes = whole;
      frame.view = new DataView(whole.buffer);
      frame.at = 0;
      frame.end = whole.length;
      frame.fragment = false;
    }
    if (frame.protocol === tcp) this.#tcp(frame, from, to);
    else if (frame.protocol === udp) this.#udp(frame, from, to);
    else this.#other(frame, from, to);
  }

  #udp(frame: Frame, from: number, to: number): void {
    const { view, at } = frame;
    if (frame.end - at < 8) return;
    const fromPort = view.getUint16(at);
    const toPort = view.getUint16(at + 2);
    const length = view.getUint16(at + 4);
    let flow = this.table.find(from, to, fromPort, toPort, udp);
    if (flow === undefined) {
      if (this.table.isFull) return this.rest.add(frame, from, to, fromPort, toPort, this.#isServer('udp', fromPort, toPort));
      const isReply = addressScope(this.addresses.words(to)) !== 'multicast' && this.#isServer('udp', fromPort, toPort);
      flow = isReply
        ? new Flow(to, from, toPort, fromPort, udp, frame.number, frame.micros)
        : new Flow(from, to, fromPort, toPort, udp, frame.number, frame.micros);
      this.table.add(flow);
    }
    if (toPort === 67 || toPort === 547) this.hosts.joins(frame);
    const side = this.#touch(flow, frame, from, fromPort);
    const end = length >= 8 ? Math.min(frame.end, at + length) : frame.end;
    if (end <= at + 8) return;
    if (side === 'client') flow.clientBytes += end - at - 8;
    else flow.serverBytes += end - at - 8;
    if (!flow.isLeft) this.#reader.read(flow, side, frame.bytes.subarray(at + 8, end));
  }

  #tcp(frame: Frame, from: number, to: number): void {
    const { view, at } = frame;
    if (frame.end - at < 20) return;
    const fromPort = view.getUint16(at);
    const toPort = view.getUint16(at + 2);
    const sequence = view.getUint32(at + 4);
    const flags = view.getUint8(at + 13);
    const isSyn = (flags & 0x12) === 0x02;
    let flow = this.table.find(from, to, fromPort, toPort, tcp);
    if (flow === undefined || (isSyn && isOver(flow))) {
      if (flow !== undefined) this.#reader.end(flow);
      if (this.table.isFull) return this.rest.add(frame, from, to, fromPort, toPort, !isSyn && this.#isServer('tcp', fromPort, toPort));
      flow = this.#openTcp(frame, from, to, fromPort, toPort, flags);
    }
    const side = this.#touch(flow, frame, from, fromPort);
    if ((flags & 0x07) !== 0) this.#mark(flow, frame, flags, side, sequence);
    const start = at + (view.getUint8(at + 12) >> 4) * 4;
    const length = frame.end - start;
    if (length <= 0 || start < at + 20) {
      if (flow.isLeft || (flags & 0x10) === 0) return;
    } else if (side === 'client') flow.clientBytes += length;
    else flow.serverBytes += length;
    if (flow.isLeft) return;
    this.#segment(flow, frame, side, sequence, start, length);
  }

  #segment(flow: Flow, frame: Frame, side: Side, sequence: number, start: number, length: number): void {
    const own = side === 'client' ? flow.clientSide : flow.serverSide;
    const other = side === 'client' ? flow.serverSide : flow.clientSide;
    this.#flow = flow;
    if (other !== null) {
      this.#side = side === 'client' ? 'server' : 'client';
      other.acknowledged(frame.view.getUint32(frame.at + 8), this.#sink);
    }
    this.#side = side;
    if (length > 0 && start >= frame.at + 20 && !flow.isLeft) {
      // A keep-alive repeats one byte, at most, before the next (RFC 9293, 3.8.4): the sequence says so, and it is dropped there.
      own?.push(
        (frame.view.getUint8(frame.at + 13) & 0x02) !== 0 ? sequence + 1 : sequence,
        frame.bytes.subarray(start, frame.end),
        this.#sink,
      );
    }
    this.#flow = null;
  }

  #openTcp(frame: Frame, from: number, to: number, fromPort: number, toPort: number, flags: number): Flow {
    // A SYN says who opens; in mid-connection the ports do.
    const isReply = (flags & 0x02) !== 0 ? (flags & 0x10) !== 0 : this.#isServer('tcp', fromPort, toPort);
    const flow = isReply
      ? new Flow(to, from, toPort, fromPort, tcp, frame.number, frame.micros)
      : new Flow(from, to, fromPort, toPort, tcp, frame.number, frame.micros);
    flow.clientSide = new TcpSide(this.#pool);
    flow.serverSide = new TcpSide(this.#pool);
    this.table.add(flow);
    return flow;
  }

  #mark(flow: Flow, frame: Frame, flags: number, side: Side, sequence: number): void {
    if ((flags & 0x02) !== 0) {
      const isAnswer = (flags & 0x10) !== 0;
      if (isAnswer) flow.synServer = true;
      else {
        if (!flow.synClient) this.hosts.syn(flow, frame, sequence);
        flow.synClient = true;
      }
      (side === 'client' ? flow.clientSide : flow.serverSide)?.start(sequence);
    }
    if ((flags & 0x04) !== 0) flow.reset = true;
    if ((flags & 0x01) !== 0) flow.finished |= side === 'client' ? 1 : 2;
  }

  #other(frame: Frame, from: number, to: number): void {
    let flow = this.table.find(from, to, 0, 0, frame.protocol);
    if (flow === undefined) {
      if (this.table.isFull) return this.rest.add(frame, from, to, 0, 0, false);
      flow = new Flow(from, to, 0, 0, frame.protocol, frame.number, frame.micros);
      flow.isLeft = true;
      this.table.add(flow);
    }
    this.#touch(flow, frame, from, 0);
    this.hosts.icmp(frame, from, to);
  }

  #touch(flow: Flow, frame: Frame, from: number, fromPort: number): Side {
    const { micros } = frame;
    flow.packets += 1;
    flow.bytes += frame.wire;
    flow.last = micros;
    if (from !== flow.client || (fromPort !== flow.clientPort && flow.client === flow.server)) return 'server';
    flow.fromClient += 1;
    const elapsed = micros - flow.peakStart;
    if (elapsed >= 0 && elapsed < 1_000_000) flow.peakCount += 1;
    else {
      flow.peakStart = micros;
      flow.peakCount = 1;
    }
    if (flow.peakCount > flow.peak) flow.peak = flow.peakCount;
    return 'client';
  }

  /** Whether the sender's port says that it is the server: it is registered and the other is not, or it is a system port (RFC 6335) and the other is not. */
  #isServer(transport: 'tcp' | 'udp', fromPort: number, toPort: number): boolean {
    const from = this.#naming.isRegistered(transport, fromPort);
    const to = this.#naming.isRegistered(transport, toPort);
    if (from !== to) return from;
    return fromPort < 1024 && toPort >= 1024;
  }

  #facts(flow: Flow): ReturnType<typeof factsOf> {
    return factsOf(flow, this.addresses);
  }

  #teller(flow: Flow): Tell {
    return this.notes.tellerFor(
      this.#facts(flow),
      flow.application?.id ?? '',
      () => this.place(this.#moment),
      (is) => {
        flow.encrypted = is;
      },
    );
  }

  #expected(flow: Flow): string | undefined {
    const { client, server, clientPort, serverPort, transport } = this.#facts(flow);
    return this.notes.expected(server, serverPort, transport) ?? this.notes.expected(client, clientPort, transport);
  }
}

const factsOf = (flow: Flow, addresses: AddressTable) =>
  ({
    transport: flow.transport === tcp ? 'tcp' : 'udp',
    client: addresses.text(flow.client),
    server: addresses.text(flow.server),
    clientPort: flow.clientPort,
    serverPort: flow.serverPort,
  }) as const;

/** Both sides are done, or one broke off: a new SYN is a new connection. */
const isOver = (flow: Flow): boolean => flow.finished === 3 || flow.reset || (flow.synServer && flow.finished !== 0);
