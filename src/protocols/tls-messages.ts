import { DecodeError } from '../foundation/decode-error.ts';

export type HandshakeMessage = {
  readonly type: number;
  /** A view that is good until the next fragment. */
  readonly body: Uint8Array;
};

/** Handshake types (RFC 8446, B.3; RFC 5246, 7.4; RFC 6347, 4.3.2). */
export const handshakeType = {
  clientHello: 1,
  serverHello: 2,
  helloVerifyRequest: 3,
  /** Of TLS 1.3 drafts before 22. */
  helloRetryRequest: 6,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
} as const;

/** Longest handshake message that is read: longer than any chain of certificates that is used. */
const longestMessage = 262_144;
const nothing = new Uint8Array(0);

/** Puts handshake messages together that run over records (RFC 8446, 5.1). `limit` where one says it is longer than 256 KiB. */
export class HandshakeMessages {
  #bytes = nothing;
  #length = 0;

  /** The messages that `fragment` completes, in order. */
  push(fragment: Uint8Array): readonly HandshakeMessage[] {
    if (this.#length === 0) {
      const { messages, taken } = split(fragment);
      if (taken < fragment.length) this.#keep(fragment.subarray(taken));
      return messages;
    }
    this.#keep(fragment);
    const { messages, taken } = split(this.#bytes.subarray(0, this.#length));
    if (taken > 0) {
      // The messages are views of the old buffer, so what is left goes into a new one.
      const rest = this.#bytes.slice(taken, this.#length);
      this.#bytes = rest;
      this.#length = rest.length;
    }
    return messages;
  }

  /** Doubles, so that a message in records of one byte each is not copied once for each of them. */
  #keep(fragment: Uint8Array): void {
    const length = this.#length + fragment.length;
    if (length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(length, 2 * this.#bytes.length, 512));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(fragment, this.#length);
    this.#length = length;
  }
}

function split(bytes: Uint8Array): { readonly messages: readonly HandshakeMessage[]; readonly taken: number } {
  const messages: HandshakeMessage[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const [type = 0, high = 0, middle = 0, low = 0] = bytes.subarray(at, at + 4);
    const end = at + 4 + high * 0x10000 + middle * 0x100 + low;
    if (end - at > longestMessage) throw new DecodeError('limit', `a handshake message of ${end - at} bytes`, at);
    if (end > bytes.length) break;
    messages.push({ type, body: bytes.subarray(at + 4, end) });
    at = end;
  }
  return { messages, taken: at };
}
