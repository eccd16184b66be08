import type { MemoryPool } from './memory-pool.ts';

/** What waits for a missing segment: segments and bytes of one side. Beyond it the missing bytes are taken for not captured. */
const mostSegments = 64;
const mostBytes = 131_072;

type Waiting = { readonly sequence: number; readonly bytes: Uint8Array };

/** a - b in sequence space (RFC 9293, 3.4). */
const distance = (a: number, b: number): number => (a - b) | 0;

export type SegmentSink = { readonly bytes: (bytes: Uint8Array) => void; readonly gap: () => void };

/**
 * One direction of a TCP connection put in order (RFC 9293): retransmissions are dropped, what came early waits, and what never came is a gap.
 * Bounded in segments and bytes. Bytes that overlap with what was read already are not read again: first come, first kept.
 */
export class TcpSide {
  #next: number | null = null;
  #waiting: Waiting[] = [];
  #bytes = 0;
  readonly #pool: MemoryPool;

  constructor(pool: MemoryPool) {
    this.#pool = pool;
  }

  /** Nobody reads this side any more. */
  release(): void {
    this.#pool.give(this.#bytes);
    this.#bytes = 0;
    this.#waiting = [];
  }

  /** A SYN was seen: the next byte's number is known. */
  start(sequence: number): void {
    this.#next ??= (sequence + 1) | 0;
  }

  /** `bytes` is a view that the caller may reuse afterwards. */
  push(sequence: number, bytes: Uint8Array, sink: SegmentSink): void {
    this.#next ??= sequence | 0;
    const ahead = distance(sequence, this.#next);
    if (ahead > 0) {
      this.#wait(sequence, bytes, sink);
      return;
    }
    this.#take(sequence, bytes, sink);
    if (this.#waiting.length > 0) this.#drain(sink);
  }

  /** The other side acknowledged up to `sequence`: what is still missing below it was received but not captured. */
  acknowledged(sequence: number, sink: SegmentSink): void {
    if (this.#next === null || this.#waiting.length === 0) return;
    const [earliest] = this.#waiting;
    if (earliest !== undefined && distance(sequence, earliest.sequence) > 0) this.#leap(sink);
  }

  #take(sequence: number, bytes: Uint8Array, sink: SegmentSink): void {
    const known = distance(this.#next as number, sequence);
    if (known >= bytes.length) return;
    this.#next = (sequence + bytes.length) | 0;
    sink.bytes(known === 0 ? bytes : bytes.subarray(known));
  }

  #wait(sequence: number, bytes: Uint8Array, sink: SegmentSink): void {
    let place = this.#waiting.length;
    while (place > 0 && distance((this.#waiting[place - 1] as Waiting).sequence, sequence) > 0) place -= 1;
    const same = this.#waiting[place - 1];
    if (same?.sequence === sequence) {
      // A retransmission may bring more than was sent before.
      if (bytes.length <= same.bytes.length || !this.#pool.take(bytes.length - same.bytes.length)) return;
      this.#bytes += bytes.length - same.bytes.length;
      this.#waiting[place - 1] = { sequence, bytes: bytes.slice() };
    } else if (this.#pool.take(bytes.length)) {
      this.#waiting.splice(place, 0, { sequence, bytes: bytes.slice() });
      this.#bytes += bytes.length;
    }
    if (this.#waiting.length > mostSegments || this.#bytes > mostBytes) this.#leap(sink);
  }

  #leap(sink: SegmentSink): void {
    const [earliest] = this.#waiting;
    if (earliest === undefined) return;
    this.#next = earliest.sequence | 0;
    sink.gap();
    this.#drain(sink);
  }

  #drain(sink: SegmentSink): void {
    for (
      let first = this.#waiting[0];
      first !== undefined && distance(first.sequence, this.#next as number) <= 0;
      first = this.#waiting[0]
    ) {
      this.#waiting.shift();
      this.#bytes -= first.bytes.length;
      this.#pool.give(first.bytes.length);
      this.#take(first.sequence, first.bytes, sink);
    }
  }
}
