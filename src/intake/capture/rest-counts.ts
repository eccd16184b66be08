import type { Frame } from './frame.ts';

export type RestCount = {
  readonly client: number;
  readonly port: number;
  readonly transport: number;
  readonly ip: number;
  readonly number: number;
  readonly first: number;
  last: number;
  packets: number;
  bytes: number;
  /** Connections opened (SYNs), where there are any. */
  opened: number;
};

const most = 65_536;

/** What comes after the table of flows is full: counted per client and server port. */
export class RestCounts {
  readonly counts = new Map<string, RestCount>();
  /** Packets that not even a count was kept of. */
  dropped = 0;

  add(frame: Frame, from: number, to: number, fromPort: number, toPort: number, isReply: boolean): void {
    const client = isReply ? to : from;
    const port = isReply ? fromPort : toPort;
    const key = `${client} ${port} ${frame.protocol}`;
    const count = this.counts.get(key) ?? this.#open(key, frame, client, port);
    if (count === null) return;
    count.last = frame.micros;
    count.packets += 1;
    count.bytes += frame.wire;
    const opens = frame.protocol === 6 ? frame.end - frame.at >= 20 && (frame.view.getUint8(frame.at + 13) & 0x12) === 0x02 : false;
    if (opens) count.opened += 1;
  }

  #open(key: string, frame: Frame, client: number, port: number): RestCount | null {
    if (this.counts.size >= most) {
      this.dropped += 1;
      return null;
    }
    const { number, micros, protocol: transport, ip } = frame;
    const count = { client, port, transport, ip, number, first: micros, last: micros, packets: 0, bytes: 0, opened: 0 };
    this.counts.set(key, count);
    return count;
  }
}
