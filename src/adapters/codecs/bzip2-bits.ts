/** Bits of a bzip2 stream, most significant first. Behind the end there are zeros, and `exhausted` says so. */
export class Bzip2Bits {
  readonly bytes: Uint8Array;
  /** Next byte to be taken into the window. */
  next: number;
  /** The low `held` bits of `window` are not yet used. */
  window = 0;
  held = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.next = at;
  }

  /** At most 24 bits. */
  read(count: number): number {
    while (this.held < count) {
      this.window = (this.window << 8) | (this.next < this.bytes.length ? (this.bytes[this.next] as number) : 0);
      this.next++;
      this.held += 8;
    }
    this.held -= count;
    return (this.window >>> this.held) & ((1 << count) - 1);
  }

  /** The first byte none of whose bits is used. */
  get position(): number {
    return this.next - (this.held >>> 3);
  }

  get exhausted(): boolean {
    return this.position > this.bytes.length;
  }
}
