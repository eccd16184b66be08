import { ipText } from '../../foundation/ip-text.ts';

/** Addresses told apart; what comes later is counted as one. Far above what a network of people holds, below what memory minds. */
const mostAddresses = 262_144;
const wordsEach = 4;

/**
 * IP addresses as small numbers, by open addressing over typed arrays (a hot path: two look-ups a packet). IPv4 stands as ::ffff:a.b.c.d
 * (RFC 4291, 2.5.5.2).
 */
export class AddressTable {
  size = 0;
  #words = new Uint32Array(1024 * wordsEach);
  #slots = new Int32Array(2048).fill(-1);
  /** The id that all later addresses share, once there are too many. */
  #rest = -1;

  /** True once addresses were counted as one. */
  get isFull(): boolean {
    return this.#rest >= 0;
  }

  ip4(view: DataView, at: number): number {
    return this.#find(0, 0, 0xffff, view.getUint32(at));
  }

  ip6(view: DataView, at: number): number {
    return this.#find(view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12));
  }

  text(id: number): string {
    if (id === this.#rest) return '*';
    const bytes = new Uint8Array(wordsEach * 4);
    const view = new DataView(bytes.buffer);
    this.words(id).forEach((word, index) => view.setUint32(index * 4, word));
    return ipText(bytes);
  }

  /** The four 32-bit words of an address. */
  words(id: number): Uint32Array {
    return this.#words.subarray(id * wordsEach, (id + 1) * wordsEach);
  }

  #find(a: number, b: number, c: number, d: number): number {
    const words = this.#words;
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b) ^ Math.imul(d, 0xc2b2ae35), 0x27d4eb2f) >>> 7) & mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id < 0) break;
      const at = id * wordsEach;
      if (words[at + 3] === d && words[at + 2] === c && words[at + 1] === b && words[at] === a) return id;
      slot = (slot + 1) & mask;
    }
    return this.#add(slot, a, b, c, d);
  }

  #add(slot: number, a: number, b: number, c: number, d: number): number {
    if (this.size >= mostAddresses) {
      if (this.#rest < 0) this.#rest = this.size;
      return this.#rest;
    }
    const id = this.size;
    if ((id + 2) * wordsEach > this.#words.length) {
      const larger = new Uint32Array(this.#words.length * 2);
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words.set([a, b, c, d], id * wordsEach);
    this.#slots[slot] = id;
    this.size += 1;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let id = 0; id < this.size; id += 1) {
      const [a = 0, b = 0, c = 0, d = 0] = this.words(id);
      let slot = (Math.imul(a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca6b) ^ Math.imul(d, 0xc2b2ae35), 0x27d4eb2f) >>> 7) & mask;
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
    }
  }
}
