/** A packet as the file holds it: a view that is valid during the call only. `micros` since 1970; `link` is the file's link type. */
export type PacketSink = (
  bytes: Uint8Array,
  view: DataView,
  start: number,
  captured: number,
  wire: number,
  micros: number,
  link: number,
) => void;

/** Reads records from `work`, from `at` on; says where the first incomplete one starts. Throws `DecodeError` where the file is no such file any more. */
export type RecordReader = {
  readonly format: 'pcap' | 'pcapng';
  /** Where the record starts that is being read, in `work`: what stands before it was read, whatever is thrown. */
  readonly position: number;
  readonly read: (work: Uint8Array, view: DataView, at: number, end: number) => number;
};

/** The largest record there can be (libpcap's MAXIMUM_SNAPLEN); a length above it is damage, not a packet. */
export const largestPacket = 262_144;
