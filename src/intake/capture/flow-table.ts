import type { Flow } from './flow.ts';

/** Flows kept one by one; those that come later are counted per client and port (7-performance-and-safety). */
const mostFlows = 65_536;

/**
 * Flows by their two ends, whoever speaks: open addressing over typed arrays (a hot path: one look-up a packet). A pair of ends that is used anew
 * takes the place of the old flow, which stays in `flows`.
 */
export class FlowTable {
  readonly flows: Flow[] = [];
  #keys = new Int32Array(4096 * 4);
  #slots = new Int32Array(4096).fill(-1);
  #entries: Flow[] = [];

  get isFull(): boolean {
    return this.flows.length >= mostFlows;
  }

  find(from: number, to: number, fromPort: number, toPort: number, transport: number): Flow | undefined {
    const isForward = from < to || (from === to && fromPort <= toPort);
    const slot = isForward ? this.#slot(from, to, fromPort, toPort, transport) : this.#slot(to, from, toPort, fromPort, transport);
    const entry = this.#slots[slot] as number;
    return entry < 0 ? undefined : this.#entries[entry];
  }

  /** Adds a flow, or puts it in the place of an older one between the same ends. */
  add(flow: Flow): void {
    const { client, server, clientPort, serverPort, transport } = flow;
    const isForward = client < server || (client === server && clientPort <= serverPort);
    const [a, b, p, q] = isForward ? [client, server, clientPort, serverPort] : [server, client, serverPort, clientPort];
    const slot = this.#slot(a, b, p, q, transport);
    this.flows.push(flow);
    const entry = this.#slots[slot] as number;
    if (entry >= 0) {
      this.#entries[entry] = flow;
      return;
    }
    const index = this.#entries.push(flow) - 1;
    if ((index + 1) * 4 > this.#keys.length) {
      const larger = new Int32Array(this.#keys.length * 2);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    this.#keys.set([a, b, (p << 16) | q, transport], index * 4);
    this.#slots[slot] = index;
    if (this.#entries.length * 2 > this.#slots.length) this.#rehash();
  }

  #slot(a: number, b: number, p: number, q: number, transport: number): number {
    const ports = (p << 16) | q;
    const mask = this.#slots.length - 1;
    let slot = hash(a, b, ports, transport) & mask;
    for (;;) {
      const entry = this.#slots[slot] as number;
      if (entry < 0) return slot;
      const at = entry * 4;
      const keys = this.#keys;
      if (keys[at] === a && keys[at + 1] === b && keys[at + 2] === ports && keys[at + 3] === transport) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let entry = 0; entry < this.#entries.length; entry += 1) {
      const [a = 0, b = 0, ports = 0, transport = 0] = this.#keys.subarray(entry * 4, entry * 4 + 4);
      let slot = hash(a, b, ports, transport) & mask;
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = entry;
    }
  }
}

const hash = (a: number, b: number, ports: number, transport: number): number => {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(ports, 0xc2b2ae35) ^ transport;
  return Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f) >>> 8;
};
