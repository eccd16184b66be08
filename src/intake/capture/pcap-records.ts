import { DecodeError } from '../../foundation/decode-error.ts';
import type { PacketSink, RecordReader } from './record-reader.ts';
import { largestPacket } from './record-reader.ts';

type Magic = { readonly little: boolean; readonly nanoseconds: boolean; readonly header: number };

/** Kuznetzov's variant writes eight more bytes before each packet. */
const magics: Readonly<Record<string, Magic>> = {
  d4c3b2a1: { little: true, nanoseconds: false, header: 16 },
  a1b2c3d4: { little: false, nanoseconds: false, header: 16 },
  '4d3cb2a1': { little: true, nanoseconds: true, header: 16 },
  a1b23c4d: { little: false, nanoseconds: true, header: 16 },
  '34cdb2a1': { little: true, nanoseconds: false, header: 24 },
  a1b2cd34: { little: false, nanoseconds: false, header: 24 },
};

/** Records of a pcap file (draft-ietf-opsawg-pcap). */
export class PcapRecords implements RecordReader {
  readonly format = 'pcap';
  position = 0;
  readonly #magic: Magic;
  readonly #link: number;
  readonly #sink: PacketSink;

  constructor(view: DataView, magic: Magic, sink: PacketSink) {
    this.#magic = magic;
    // The upper bits say how long a frame check sequence is; we take it for part of the payload's end, which no length field counts.
    this.#link = view.getUint32(20, magic.little) & 0xffff;
    this.#sink = sink;
  }

  static magicOf(head: Uint8Array): Magic | null {
    if (head.length < 4) return null;
    const key = [...head.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return Object.hasOwn(magics, key) ? (magics[key] ?? null) : null;
  }

  read(work: Uint8Array, view: DataView, start: number, end: number): number {
    const { little, nanoseconds, header } = this.#magic;
    let at = start;
    while (at + header <= end) {
      this.position = at;
      const captured = view.getUint32(at + 8, little);
      if (captured > largestPacket) throw new DecodeError('malformed', `a packet of ${captured} bytes`);
      if (at + header + captured > end) break;
      const fraction = view.getUint32(at + 4, little);
      const micros = view.getUint32(at, little) * 1_000_000 + (nanoseconds ? Math.floor(fraction / 1000) : fraction);
      const wire = view.getUint32(at + 12, little);
      this.#sink(work, view, at + header, captured, wire < captured ? captured : wire, micros, this.#link);
      at += header + captured;
    }
    this.position = at;
    return at;
  }
}
