import { createHash } from 'node:crypto';
import type { StoredEvidence } from './evidence-store.ts';
import { tooLarge } from './too-large.ts';

/** Passes bytes on and knows, after the last, what they were. `TOO_LARGE` before a byte above `maxBytes` is passed on. */
export class Hashed implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterable<Uint8Array>;
  readonly #where: string;
  readonly #maxBytes: number;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor(source: AsyncIterable<Uint8Array>, where: string, maxBytes = Number.POSITIVE_INFINITY) {
    this.#source = source;
    this.#where = where;
    this.#maxBytes = maxBytes;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    for await (const chunk of this.#source) {
      this.#bytes += chunk.length;
      if (this.#bytes > this.#maxBytes) throw tooLarge(this.#bytes, this.#maxBytes, this.#where);
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  /** Once, after the last byte. */
  stored(): StoredEvidence {
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }
}
