import { latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { type HttpHead, httpHead } from '../http-head.ts';

/** Bytes of a body that are looked at; the rest is counted as it streams by. */
const sampleBytes = 4096;

export type MessageSink = {
  /** A head: says whether a body may follow. */
  readonly head: (head: HttpHead) => boolean;
  /** The first bytes of a body, Latin-1, once it is over or enough is there. */
  readonly body: (sample: string) => void;
};

type Body = 'none' | 'length' | 'chunks' | 'to-the-end';

/** One side of an HTTP/1 connection: heads are read, bodies are skipped in whatever pieces they come (RFC 9112, 6 and 7). */
export class MessageReader {
  readonly #sink: MessageSink;
  #body: Body = 'none';
  #left = 0;
  /** In chunks: whether the line end after a chunk's data is still to come. */
  #chunkEnd = false;
  #sample = '';
  #told = true;

  constructor(sink: MessageSink) {
    this.#sink = sink;
  }

  get isBetweenMessages(): boolean {
    return this.#body === 'none';
  }

  /** Bytes taken. */
  read(bytes: Uint8Array): number {
    let at = 0;
    for (;;) {
      const taken = this.#body === 'none' ? this.#readHead(bytes.subarray(at)) : this.#readBody(bytes.subarray(at));
      at += taken;
      if (taken === 0 || at >= bytes.length) return at;
    }
  }

  /** The connection is over. */
  end(): void {
    this.#tellBody();
  }

  #readHead(bytes: Uint8Array): number {
    // An empty line before a message is forgiven (RFC 9112, 2.2).
    if (bytes[0] === 13 && bytes[1] === 10) return 2;
    const head = httpHead(bytes);
    if (head === null) return 0;
    if (!/^(?:[A-Z][A-Z-]{1,19} \S.* HTTP\/\d|HTTP\/\d)/.test(head.first)) throw new DecodeError('malformed', 'no start line');
    this.#open(head, this.#sink.head(head));
    return head.bytes;
  }

  #open({ fields }: HttpHead, mayHaveBody: boolean): void {
    const length = /^\d{1,15}$/.exec(fields.get('content-length')?.split(',')[0] ?? '')?.[0];
    this.#sample = '';
    this.#left = 0;
    if (!mayHaveBody) this.#body = 'none';
    else if (/\bchunked\b/i.test(fields.get('transfer-encoding') ?? '')) this.#body = 'chunks';
    else if (length !== undefined) {
      this.#left = Number(length);
      this.#body = this.#left > 0 ? 'length' : 'none';
    } else this.#body = 'to-the-end';
    this.#chunkEnd = false;
    this.#told = this.#body === 'none';
  }

  #readBody(bytes: Uint8Array): number {
    if (this.#body === 'chunks' && this.#left === 0) return this.#readChunkLine(bytes);
    const take = this.#body === 'to-the-end' ? bytes.length : Math.min(this.#left, bytes.length);
    if (this.#sample.length < sampleBytes) this.#sample += latin1(bytes.subarray(0, Math.min(take, sampleBytes - this.#sample.length)));
    if (this.#sample.length >= sampleBytes) this.#tellBody();
    if (this.#body !== 'to-the-end') this.#left -= take;
    if (this.#body === 'length' && this.#left === 0) this.#close();
    return take;
  }

  #readChunkLine(bytes: Uint8Array): number {
    const end = bytes.indexOf(10);
    if (end < 0) {
      if (bytes.length > 1024) throw new DecodeError('malformed', 'no chunk size');
      return 0;
    }
    const line = latin1(bytes.subarray(0, Math.min(end, 1024))).trim();
    if (this.#chunkEnd && line === '') {
      this.#chunkEnd = false;
      return end + 1;
    }
    const size = /^([0-9a-f]{1,8})(?:[;\s]|$)/i.exec(line)?.[1];
    if (size === undefined) throw new DecodeError('malformed', 'no chunk size');
    this.#left = Number.parseInt(size, 16);
    this.#chunkEnd = true;
    // Trailer fields after the last chunk are rare; its empty line is forgiven before the next head.
    if (this.#left === 0) this.#close();
    return end + 1;
  }

  #close(): void {
    this.#tellBody();
    this.#body = 'none';
  }

  #tellBody(): void {
    if (this.#told) return;
    this.#told = true;
    this.#sink.body(this.#sample);
  }
}
