import { DecodeError } from '../../foundation/decode-error.ts';
import { readVarint } from './quic-packet.ts';

type Piece = { readonly start: number; readonly bytes: Uint8Array };

/** A hello with a post-quantum key and all its extensions stays far below; threat: memory by pieces that never fit together. */
const mostBytes = 131_072;
const mostPieces = 512;

const frame = { padding: 0, ping: 1, ack: 2, ackEcn: 3, crypto: 6, close: 0x1c, closeApplication: 0x1d } as const;

/** Bytes of the handshake of one side, put in order from the CRYPTO frames of any packets (RFC 9000, 19.6). */
export class CryptoStream {
  #pieces: Piece[] = [];
  #next = 0;
  #kept = 0;

  /** What the frames of one packet add to the end of the stream, which may be nothing. `malformed` for a frame that no Initial has. */
  push(frames: Uint8Array): Uint8Array {
    for (let at = 0; at < frames.length; ) at = this.#frame(frames, at);
    return this.#ready();
  }

  #frame(frames: Uint8Array, at: number): number {
    const type = frames[at];
    if (type === frame.padding || type === frame.ping) return at + 1;
    if (type === frame.ack || type === frame.ackEcn) return afterAck(frames, at + 1, type === frame.ackEcn);
    // A close says no more of the handshake.
    if (type === frame.close || type === frame.closeApplication) return frames.length;
    if (type !== frame.crypto) throw new DecodeError('malformed', `frame ${type ?? -1} in an Initial packet`, at);
    const offset = varint(frames, at + 1);
    const length = varint(frames, offset.end);
    const end = length.end + length.value;
    if (end > frames.length) throw new DecodeError('truncated', 'a CRYPTO frame ends behind its packet', at);
    this.#keep({ start: offset.value, bytes: frames.subarray(length.end, end) });
    return end;
  }

  #keep(piece: Piece): void {
    if (piece.bytes.length === 0 || piece.start + piece.bytes.length <= this.#next) return;
    if (this.#pieces.some(({ start, bytes }) => start === piece.start && bytes.length >= piece.bytes.length)) return;
    if (this.#pieces.length >= mostPieces || this.#kept + piece.bytes.length > mostBytes)
      throw new DecodeError('limit', 'too many CRYPTO frames');
    this.#pieces.push(piece);
    this.#kept += piece.bytes.length;
  }

  #ready(): Uint8Array {
    this.#pieces.sort((one, other) => one.start - other.start);
    const parts: Uint8Array[] = [];
    let used = 0;
    for (const { start, bytes } of this.#pieces) {
      if (start > this.#next) break;
      used += 1;
      this.#kept -= bytes.length;
      const fresh = bytes.subarray(Math.min(bytes.length, this.#next - start));
      parts.push(fresh);
      this.#next += fresh.length;
    }
    this.#pieces = this.#pieces.slice(used);
    const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }
}

function varint(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } {
  const read = readVarint(bytes, at);
  if (read === null) throw new DecodeError('truncated', 'a frame ends behind its packet', at);
  return read;
}

/** RFC 9000, 19.3: largest, delay, ranges, then a gap and a length each; three counts for ECN. */
function afterAck(frames: Uint8Array, start: number, isEcn: boolean): number {
  const ranges = varint(frames, varint(frames, varint(frames, start).end).end);
  let { end } = varint(frames, ranges.end);
  // Each takes a byte at least, so a larger number of them ends the packet.
  for (let left = ranges.value * 2 + (isEcn ? 3 : 0); left > 0; left -= 1) end = varint(frames, end).end;
  return end;
}
