import { DecodeError } from '../../foundation/decode-error.ts';
import { PcapRecords } from './pcap-records.ts';
import { PcapngBlocks } from './pcapng-blocks.ts';
import type { PacketSink, RecordReader } from './record-reader.ts';

const firstSize = 2 ** 21;
/** A block of metadata may be larger than a packet; beyond this nothing real is. */
const largestWork = 2 ** 24;

export const isCaptureHead = (head: Uint8Array): boolean => PcapRecords.magicOf(head) !== null || PcapngBlocks.isHead(head);

/**
 * A capture file read as it streams by, in flat memory: bytes go through one buffer that holds at most the record that is not whole yet.
 * Throws `DecodeError`: `unsupported` for what is no capture, `malformed` where records stop making sense.
 */
export class CaptureFile {
  bytes = 0;
  /** Bytes up to the last whole record. */
  read = 0;
  #work = new Uint8Array(firstSize);
  #view = new DataView(this.#work.buffer);
  #filled = 0;
  #reader: RecordReader | null = null;
  readonly #sink: PacketSink;

  constructor(sink: PacketSink) {
    this.#sink = sink;
  }

  get format(): 'pcap' | 'pcapng' {
    return this.#reader?.format ?? 'pcap';
  }

  /** Bytes of a record that the file ends in the middle of; 0 where it ends between two. */
  get cut(): number {
    return this.#filled;
  }

  push(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    for (let at = 0; at < chunk.length; ) {
      if (this.#filled === this.#work.length) this.#grow();
      const piece = chunk.subarray(at, at + this.#work.length - this.#filled);
      this.#work.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      this.#parse();
    }
  }

  #grow(): void {
    if (this.#work.length >= largestWork) throw new DecodeError('malformed', `a record of more than ${largestWork} bytes`);
    const larger = new Uint8Array(this.#work.length * 2);
    larger.set(this.#work);
    this.#work = larger;
    this.#view = new DataView(larger.buffer);
  }

  #parse(): void {
    let at = 0;
    if (this.#reader === null) {
      if (this.#filled < 24) return;
      const head = this.#work.subarray(0, this.#filled);
      const magic = PcapRecords.magicOf(head);
      if (magic !== null) {
        this.#reader = new PcapRecords(this.#view, magic, this.#sink);
        at = 24;
      } else if (PcapngBlocks.isHead(head)) this.#reader = new PcapngBlocks(this.#sink);
      else throw new DecodeError('unsupported', 'neither pcap nor pcapng', 0);
    }
    const next = this.#consume(this.#reader, at);
    if (next === 0) return;
    this.#work.copyWithin(0, next, this.#filled);
    this.#filled -= next;
  }

  #consume(reader: RecordReader, at: number): number {
    try {
      return reader.read(this.#work, this.#view, at, this.#filled);
    } finally {
      this.read += reader.position;
    }
  }
}
