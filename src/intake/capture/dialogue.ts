import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, Side } from '../../model/protocol.ts';

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
  #conversation: Conversation;
  #effort: number;

  constructor(conversation: Conversation, window: number | undefined, becomes: (id: string) => Conversation | null) {
    this.#conversation = conversation;
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
      if (this.settled === null && taken < bytes.length) keep(pending, bytes.subarray(taken), this.#window, this);
      return;
    }
    keep(pending, bytes, this.#window, this);
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

  /** Called by `keep` where the window is full. */
  overflow(): void {
    this.#end('window');
  }

  #end(why: Settled): void {
    this.settled = why;
    this.#pending.client.bytes = nothing;
    this.#pending.server.bytes = nothing;
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
      return false;
    }
  }
}

function keep(pending: Pending, bytes: Uint8Array, window: number, dialogue: Dialogue): void {
  const length = pending.length + bytes.length;
  if (length > window) return dialogue.overflow();
  if (length > pending.bytes.length) {
    const grown = new Uint8Array(Math.min(window, Math.max(length, 2 * pending.bytes.length, 512)));
    grown.set(pending.bytes.subarray(0, pending.length));
    pending.bytes = grown;
  }
  pending.bytes.set(bytes, pending.length);
  pending.length = length;
}
