import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** How a reading ended: `taken`: the whole answer is there; else what had come until then. */
export type Received = { readonly bytes: Buffer; readonly end: 'taken' | 'closed' | 'silent' | 'limit' };

/** How many of the bytes so far belong to the answer; 0: it is not whole yet. */
export type Take = (bytes: Buffer) => number;

/** No answer we wait for is longer; what sends more is hostile, and is not listened to. */
const largest = 64 * 1024;

/**
 * A conversation with an endpoint that may send anything, or nothing, for ever: at most 64 KiB are kept, every reading has a deadline
 * (not one that each byte moves), and a take is asked only when more has come.
 */
export class Connection {
  readonly stream: Duplex;
  readonly #pace: (purpose: string) => Promise<void>;
  #kept: Buffer = Buffer.alloc(0);
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(stream: Duplex, pace: (purpose: string) => Promise<void>) {
    this.stream = stream;
    this.#pace = pace;
    const close = (): void => {
      this.#closed = true;
      this.#wake();
    };
    stream.on('error', close).on('end', close).on('close', close);
  }

  async send(bytes: Uint8Array | string, purpose: string): Promise<void> {
    await this.#pace(purpose);
    if (!this.#closed) this.stream.write(bytes);
  }

  /** Bytes as `take` wants them, within `ms` milliseconds in all; what is beyond them stays for the next reading. */
  async read(take: Take, ms: number): Promise<Received> {
    const deadline = performance.now() + ms;
    this.#listen();
    for (;;) {
      if (this.#chunks.length > 0) this.#kept = Buffer.concat([this.#kept, ...this.#chunks.splice(0)]);
      const taken = this.#kept.length === 0 ? 0 : Math.min(take(this.#kept), this.#kept.length);
      if (taken > 0) return { bytes: this.#cut(taken), end: 'taken' };
      if (this.#size >= largest) return { bytes: this.#cut(this.#kept.length), end: 'limit' };
      if (this.#closed) return { bytes: this.#cut(this.#kept.length), end: 'closed' };
      const left = deadline - performance.now();
      if (left <= 0) return { bytes: this.#cut(this.#kept.length), end: 'silent' };
      await this.#more(left);
    }
  }

  /** All that comes until it is quiet for `quietMs`, or until `ms` are over. */
  async readAll(quietMs: number, ms: number): Promise<Received> {
    const deadline = performance.now() + ms;
    let bytes = Buffer.alloc(0);
    for (;;) {
      const { bytes: part, end } = await this.read((all) => all.length, Math.min(quietMs, Math.max(0, deadline - performance.now())));
      bytes = Buffer.concat([bytes, part]);
      if (bytes.length >= largest) return { bytes, end: 'limit' };
      if (end !== 'taken') return { bytes, end };
    }
  }

  /** The same conversation under TLS of any version; whom the certificate names is asked elsewhere. Throws what the handshake throws. */
  async secure(name: string | null, ms: number): Promise<Connection> {
    this.#unlisten();
    const socket = await new Promise<TLSSocket>((resolve, reject) => {
      const tls = connectTls({
        socket: this.stream,
        ...(name === null ? {} : { servername: name }),
        // An endpoint is asked as it is: who trusts its certificate is the TLS scan's question.
        rejectUnauthorized: false,
        minVersion: 'TLSv1',
        ciphers: 'DEFAULT:@SECLEVEL=0',
      });
      const timer = setTimeout(() => tls.destroy(new Error('no handshake in time')), ms);
      tls.once('secureConnect', () => {
        clearTimeout(timer);
        resolve(tls);
      });
      tls.once('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      tls.once('close', () => reject(new Error('closed during the handshake')));
    });
    return new Connection(socket, this.#pace);
  }

  get closed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.stream.destroy();
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size >= largest) this.#unlisten();
    this.#wake();
  };

  #listen(): void {
    if (this.stream.listenerCount('data') === 0) this.stream.on('data', this.#onData);
    this.stream.resume();
  }

  #unlisten(): void {
    this.stream.pause();
    this.stream.off('data', this.#onData);
  }

  #cut(length: number): Buffer {
    const bytes = this.#kept.subarray(0, length);
    this.#kept = this.#kept.subarray(length);
    this.#size -= length;
    return bytes;
  }

  #more(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
