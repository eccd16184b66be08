import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, Side } from '../../model/protocol.ts';
import type { MemoryPool } from './memory-pool.ts';

/** How a conversation came to be left alone. */
export type Settled = 'done' | 'gap' | 'window' | 'effort' | 'fault';

const defaultWindow = 65_536;
/** Bytes offered again for each byte of the window: a message that dribbles in byte by byte is read this many times over, not more. */
const patience = 64;

type Pending = { bytes: Uint8Array; length: number };
const nothing = new Uint8Array(0);

/**
 * Hands a conversation its bytes: keeps what is not consumed of each side, within the protocol's window and an effort that grows linearly with the
 * bytes (threat: a message that never ends, offered anew with each byte). What a decoder throws ends the reading of this flow, never the run.
 */
export class Dialogue {
  settled: Settled | null = null;
  readonly #window: number;
  readonly #becomes: (id: string) => Conversation | null;
  readonly #pending: Readonly<Record<Side, Pending>> = { client: { bytes: nothing, length: 0 }, server: { bytes: nothing, length: 0 } };
  readonly #pool: MemoryPool;
  #conversation: Conversation;
  #effort: number;

  constructor(conversation: Conversation, window: number | undefined, pool: MemoryPool, becomes: (id: string) => Conversation | null) {
    this.#conversation = conversation;
    this.#pool = pool;
    this.#window = window ?? defaultWindow;
    this.#effort = this.#window * patience;
    this.#becomes = becomes;
  }

  /** Bytes of a stream, in order; a view that the caller may reuse afterwards. */
  push(side: Side, bytes: Uint8Array): void {
    if (this.settled !== null || bytes.length === 0) return;
    const pending = this.#pending[side];
    if (pending.length === 0) {
      const taken = this.#offer(side, bytes);
      if (this.settled === null && taken < bytes.length) this.#keep(pending, bytes.subarray(taken));
      return;
    }
    this.#keep(pending, bytes);
    if (this.settled !== null) return;
    const taken = this.#offer(side, pending.bytes.subarray(0, pending.length));
    if (this.settled !== null || taken === 0) return;
    pending.bytes.copyWithin(0, taken, pending.length);
    pending.length -= taken;
  }

  /** One datagram, whole. */
  datagram(side: Side, bytes: Uint8Array): void {
    if (this.settled === null) this.#offer(side, bytes);
  }

  gap(side: Side): void {
    if (this.settled !== null) return;
    this.#pending[side].length = 0;
    if (this.#conversation.gap) this.#guard(() => this.#conversation.gap?.(side));
    else this.#end('gap');
  }

  end(): void {
    if (this.settled === null) this.#end('done');
  }

  #keep(pending: Pending, bytes: Uint8Array): void {
    const length = pending.length + bytes.length;
    if (length > this.#window) return this.#end('window');
    if (length > pending.bytes.length) {
      const size = Math.min(this.#window, Math.max(length, 2 * pending.bytes.length, 512));
      if (!this.#pool.take(size - pending.bytes.length)) return this.#end('window');
      const grown = new Uint8Array(size);
      grown.set(pending.bytes.subarray(0, pending.length));
      pending.bytes = grown;
    }
    pending.bytes.set(bytes, pending.length);
    pending.length = length;
  }

  #end(why: Settled): void {
    this.settled = why;
    this.#release();
    this.#guard(() => this.#conversation.end?.());
  }

  #offer(side: Side, bytes: Uint8Array): number {
    this.#effort -= bytes.length;
    if (this.#effort < 0) {
      this.#end('effort');
      return 0;
    }
    let result: ReturnType<Conversation['read']> = 'settled';
    if (!this.#guard(() => (result = this.#conversation.read(side, bytes)))) return 0;
    if (typeof result === 'number') {
      this.#effort += result;
      return result;
    }
    if (result === 'settled') {
      this.#end('done');
      return 0;
    }
    return this.#turn(side, bytes, result);
  }

  /** Another protocol takes over, and gets what the first one left of either side. */
  #turn(side: Side, bytes: Uint8Array, { becomes, taken }: { readonly becomes: string; readonly taken: number }): number {
    const next = this.#becomes(becomes);
    this.#guard(() => this.#conversation.end?.());
    if (next === null) {
      this.#conversation = { read: () => 'settled' };
      this.#end('done');
      return 0;
    }
    this.#conversation = next;
    const rest = bytes.subarray(taken);
    return rest.length === 0 ? taken : taken + this.#offer(side, rest);
  }

  #guard(work: () => unknown): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.settled = 'fault';
      this.#release();
      return false;
    }
  }

  #release(): void {
    for (const pending of [this.#pending.client, this.#pending.server]) {
      this.#pool.give(pending.bytes.length);
      pending.bytes = nothing;
      pending.length = 0;
    }
  }
}
