import { DecodeError } from '../../foundation/decode-error.ts';
import type { PacketSink, RecordReader } from './record-reader.ts';
import { largestPacket } from './record-reader.ts';

type Interface = { readonly link: number; readonly snap: number; readonly unitsPerSecond: number; readonly offsetSeconds: number };

const sectionHeader = 0x0a0d0d0a;
const mostInterfaces = 4096;

/** Blocks of a pcapng file (draft-ietf-opsawg-pcapng): sections in either byte order, interfaces, enhanced, simple and the old packet block. */
export class PcapngBlocks implements RecordReader {
  readonly format = 'pcapng';
  position = 0;
  readonly #sink: PacketSink;
  #little = true;
  #interfaces: Interface[] = [];
  #skip = 0;

  constructor(sink: PacketSink) {
    this.#sink = sink;
  }

  static isHead(head: Uint8Array): boolean {
    if (head.length < 12) return head.length >= 4 && head[0] === 0x0a && head[1] === 0x0d && head[2] === 0x0d && head[3] === 0x0a;
    const order = [...head.subarray(8, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return PcapngBlocks.isHead(head.subarray(0, 4)) && (order === '1a2b3c4d' || order === '4d3c2b1a');
  }

  read(work: Uint8Array, view: DataView, start: number, end: number): number {
    let at = start;
    while (at < end) {
      this.position = at;
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, end - at);
        this.#skip -= skipped;
        at += skipped;
        continue;
      }
      if (at + 12 > end) break;
      const type = view.getUint32(at, true);
      if (type === sectionHeader) this.#openSection(view.getUint32(at + 8, true));
      const length = view.getUint32(at + 4, this.#little);
      if (length < 12 || length % 4 !== 0) throw new DecodeError('malformed', `a block of ${length} bytes`);
      const kind = this.#little ? type : view.getUint32(at, false);
      // What holds neither packets nor interfaces is passed over as it streams by, however long.
      if (kind !== sectionHeader && kind !== 1 && kind !== 2 && kind !== 3 && kind !== 6) {
        this.#skip = length;
        continue;
      }
      if (length > largestPacket + 65_536) throw new DecodeError('malformed', `a block of ${length} bytes`);
      if (at + length > end) break;
      this.#block(kind, work, view, at, at + length - 4);
      at += length;
    }
    this.position = at;
    return at;
  }

  #openSection(order: number): void {
    if (order !== 0x1a2b3c4d && order !== 0x4d3c2b1a) throw new DecodeError('malformed', 'a section without a byte order');
    this.#little = order === 0x1a2b3c4d;
    this.#interfaces = [];
  }

  #block(kind: number, work: Uint8Array, view: DataView, at: number, end: number): void {
    if (kind === 1) this.#openInterface(view, at + 8, end);
    else if (kind === 6 || kind === 2) this.#packet(kind, work, view, at + 8, end);
    else if (kind === 3) this.#simplePacket(work, view, at + 8, end);
  }

  #openInterface(view: DataView, at: number, end: number): void {
    if (end - at < 8 || this.#interfaces.length >= mostInterfaces) throw new DecodeError('malformed', 'an interface that is none');
    let unitsPerSecond = 1e6;
    let offsetSeconds = 0;
    for (let option = at + 8; option + 4 <= end; ) {
      const code = view.getUint16(option, this.#little);
      const length = view.getUint16(option + 2, this.#little);
      if (code === 0 || option + 4 + length > end) break;
      if (code === 9 && length === 1) unitsPerSecond = resolution(view.getUint8(option + 4));
      if (code === 14 && length === 8) offsetSeconds = Number(view.getBigInt64(option + 4, this.#little));
      option += 4 + ((length + 3) & ~3);
    }
    this.#interfaces.push({
      link: view.getUint16(at, this.#little),
      snap: view.getUint32(at + 4, this.#little),
      unitsPerSecond,
      offsetSeconds,
    });
  }

  #packet(kind: number, work: Uint8Array, view: DataView, at: number, end: number): void {
    if (end - at < 20) throw new DecodeError('malformed', 'a packet block without its header');
    const index = kind === 6 ? view.getUint32(at, this.#little) : view.getUint16(at, this.#little);
    const from = this.#interfaces[index];
    if (from === undefined) throw new DecodeError('malformed', `a packet of interface ${index}, which is not there`);
    const captured = view.getUint32(at + 12, this.#little);
    if (captured > end - at - 20) throw new DecodeError('malformed', 'a packet larger than its block');
    const units = view.getUint32(at + 4, this.#little) * 2 ** 32 + view.getUint32(at + 8, this.#little);
    const scaled = from.unitsPerSecond === 1e6 ? units : Math.floor((units / from.unitsPerSecond) * 1e6);
    const micros = Math.max(0, scaled + from.offsetSeconds * 1e6);
    this.#sink(work, view, at + 20, captured, Math.max(captured, view.getUint32(at + 16, this.#little)), micros, from.link);
  }

  #simplePacket(work: Uint8Array, view: DataView, at: number, end: number): void {
    const [from] = this.#interfaces;
    if (from === undefined || end - at < 4) throw new DecodeError('malformed', 'a packet before any interface');
    const wire = view.getUint32(at, this.#little);
    const captured = Math.min(wire, end - at - 4, from.snap === 0 ? wire : from.snap);
    this.#sink(work, view, at + 4, captured, wire, 0, from.link);
  }
}

/** The option if_tsresol: a power of ten, or of two where the top bit is set; what no clock has is taken for microseconds. */
function resolution(value: number): number {
  const exponent = value & 0x7f;
  if (exponent > 63 || (value < 0x80 && exponent > 18)) return 1e6;
  return value >= 0x80 ? 2 ** exponent : 10 ** exponent;
}
