import { DecodeError } from '../../foundation/decode-error.ts';
import { TlsCursor } from '../tls-cursor.ts';
import type { HandshakeMessage } from '../tls-messages.ts';

export type DtlsMessage = HandshakeMessage & { readonly sequence: number };

type Fragment = { readonly start: number; readonly bytes: Uint8Array };
type Partial = { readonly type: number; readonly length: number; readonly fragments: Fragment[] };

const longestMessage = 131_072;
/** A message in more pieces than this, and bytes kept for one side, are no handshake; threat: memory by fragments that never fit together. */
const mostFragments = 256;
const mostKept = 262_144;
const mostMessages = 32;

/** Puts the handshake messages of one side together, in any order and however often they are sent (RFC 6347, 4.2.3). */
export class HandshakeFragments {
  readonly #partial = new Map<number, Partial>();
  readonly #done = new Set<number>();
  #kept = 0;

  /** The messages that the body of a record completes. */
  push(record: Uint8Array): readonly DtlsMessage[] {
    const cursor = new TlsCursor(record);
    const whole: DtlsMessage[] = [];
    while (cursor.left > 0) {
      const type = cursor.u8();
      const length = cursor.u24();
      const sequence = cursor.u16();
      const start = cursor.u24();
      const bytes = cursor.vector(3);
      if (length > longestMessage) throw new DecodeError('limit', `a handshake message of ${length} bytes`);
      if (start + bytes.length > length) throw new DecodeError('malformed', 'a fragment ends behind its message');
      if (this.#done.has(sequence)) continue;
      const body = bytes.length === length ? bytes : this.#add(sequence, type, length, { start, bytes });
      if (body === null) continue;
      this.#finish(sequence);
      whole.push({ type, body, sequence });
    }
    return whole;
  }

  #finish(sequence: number): void {
    for (const { bytes } of this.#partial.get(sequence)?.fragments ?? []) this.#kept -= bytes.length;
    this.#partial.delete(sequence);
    if (this.#done.size < mostMessages) this.#done.add(sequence);
  }

  #add(sequence: number, type: number, length: number, fragment: Fragment): Uint8Array | null {
    const partial = this.#partial.get(sequence) ?? { type, length, fragments: [] };
    // Another length is another message under the same number: what came first counts.
    if (partial.type !== type || partial.length !== length) return null;
    const { start, bytes } = fragment;
    if (partial.fragments.some((other) => other.start === start && other.bytes.length >= bytes.length)) return null;
    if (partial.fragments.length >= mostFragments || this.#partial.size > mostMessages || this.#kept + bytes.length > mostKept)
      throw new DecodeError('limit', 'too many fragments');
    this.#partial.set(sequence, partial);
    // The datagram is a view that does not last.
    partial.fragments.push({ start, bytes: bytes.slice() });
    this.#kept += bytes.length;
    return joined(partial);
  }
}

/** Null while a piece is missing. */
function joined({ length, fragments }: Partial): Uint8Array | null {
  const total = fragments.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total < length) return null;
  fragments.sort((one, other) => one.start - other.start);
  let reached = 0;
  for (const { start, bytes } of fragments) {
    if (start > reached) return null;
    reached = Math.max(reached, start + bytes.length);
  }
  if (reached < length) return null;
  const whole = new Uint8Array(length);
  for (const { start, bytes } of fragments) whole.set(bytes, start);
  return whole;
}
