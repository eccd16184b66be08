/** One packet on its way through the layers: made once and filled anew for each packet (a hot loop: no object a packet). */
export class Frame {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** From 1, as every packet tool counts. */
  number = 0;
  micros = 0;
  /** Bytes on the wire. */
  wire = 0;
  /** What is still to be decoded. */
  at = 0;
  end = 0;
  /** MAC addresses as numbers below 2^48; -1: the link has none. */
  source = -1;
  target = -1;
  /** An Ethernet type (IEEE registry), or one of `linkTypes` for what has none. */
  type = 0;
  /** 4, 6, or 0 where the packet is no IP. */
  ip = 0;
  sourceAt = 0;
  targetAt = 0;
  /** IP protocol number of the payload. */
  protocol = 0;
  /** Set when the payload is a fragment: its offset in bytes, the id, and whether more follow. */
  fragment = false;
  fragmentOffset = 0;
  fragmentId = 0;
  moreFragments = false;
}

/** Beyond the 16 bits of Ethernet types: what a frame is where its link says so. */
export const linkTypes = { encryptedWlan: 0x10000, llc: 0x10001, unknown: 0x1ffff } as const;

export const macText = (mac: number): string =>
  mac
    .toString(16)
    .padStart(12, '0')
    .replace(/(..)(?=.)/g, '$1:');

/** The MAC at a place; -1 for all zeros, which a loopback interface writes. */
export const macAt = (view: DataView, at: number): number => view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2) || -1;
