import type { Frame } from './frame.ts';

type Parts = { readonly pieces: Map<number, Uint8Array>; bytes: number; total: number };

/** Datagrams in pieces at one time, and the bytes kept for all of them. */
const mostDatagrams = 256;
const mostBytes = 4 * 2 ** 20;
const largest = 65_535;
/** Each piece is compared with those before it. */
const mostPieces = 256;

/**
 * Puts IP fragments together (RFC 791, 3.2; RFC 8200, 4.5). Bounded: the oldest unfinished datagram makes room. Threat: overlapping fragments that two
 * readers put together differently; a datagram whose pieces overlap is dropped, as RFC 5722 demands.
 */
export class Fragments {
  readonly #datagrams = new Map<string, Parts>();
  #bytes = 0;
  /** Datagrams that were given up. */
  dropped = 0;

  /** The whole payload once its last missing piece came; null before. */
  add(frame: Frame): Uint8Array | null {
    const length = frame.end - frame.at;
    const size = frame.ip === 4 ? 4 : 16;
    const key = `${text(frame.bytes, frame.sourceAt, size)}${text(frame.bytes, frame.targetAt, size)}${frame.fragmentId}/${frame.protocol}`;
    const parts = this.#datagrams.get(key) ?? this.#begin(key);
    if (
      frame.fragmentOffset + length > largest ||
      length === 0 ||
      parts.pieces.size >= mostPieces ||
      overlaps(parts, frame.fragmentOffset, length)
    ) {
      this.#forget(key, parts);
      this.dropped += 1;
      return null;
    }
    if (parts.pieces.has(frame.fragmentOffset)) return null;
    parts.pieces.set(frame.fragmentOffset, frame.bytes.slice(frame.at, frame.end));
    parts.bytes += length;
    this.#bytes += length;
    if (!frame.moreFragments) parts.total = frame.fragmentOffset + length;
    if (parts.total < 0 || parts.bytes < parts.total) return null;
    this.#forget(key, parts);
    const whole = new Uint8Array(parts.total);
    for (const [at, piece] of parts.pieces) if (at < whole.length) whole.set(piece.subarray(0, whole.length - at), at);
    return whole;
  }

  #begin(key: string): Parts {
    while (this.#datagrams.size >= mostDatagrams || this.#bytes > mostBytes) {
      const [oldest, parts] = this.#datagrams.entries().next().value as [string, Parts];
      this.#forget(oldest, parts);
      this.dropped += 1;
    }
    const parts = { pieces: new Map(), bytes: 0, total: -1 };
    this.#datagrams.set(key, parts);
    return parts;
  }

  #forget(key: string, parts: Parts): void {
    this.#bytes -= parts.bytes;
    this.#datagrams.delete(key);
  }
}

/** The same piece again is a retransmission; another one over its bytes is not. */
function overlaps({ pieces }: Parts, at: number, length: number): boolean {
  const same = pieces.get(at);
  if (same !== undefined) return same.length !== length;
  for (const [start, piece] of pieces) if (at < start + piece.length && start < at + length) return true;
  return false;
}

const text = (bytes: Uint8Array, at: number, size: number): string => String.fromCharCode(...bytes.subarray(at, at + size));
