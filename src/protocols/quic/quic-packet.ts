import { peek } from '../peek.ts';

/** How one version protects its first packets (RFC 9001, 5.2; RFC 9369, 3.3). */
export type QuicVersion = {
  /** What the labels of the keys begin with. */
  readonly label: 'quic' | 'quicv2';
  /** Hexadecimal. */
  readonly salt: string;
  /** The two bits of the first byte that say Initial. */
  readonly initial: number;
};

const one = { label: 'quic', salt: '38762cf7f55934b34d179ae6a4c80cadccbb7f0a', initial: 0 } as const;
const draft29 = { label: 'quic', salt: 'afbfec289993d24c9e9786f19c6111e04390a899', initial: 0 } as const;
const draft23 = { label: 'quic', salt: 'c3eef712c72ebb5a11a7d2432bb46365bef9f502', initial: 0 } as const;
const two = { label: 'quicv2', salt: '0dede3def700a6db819381be6e269dcbf9bd2ed9', initial: 1 } as const;

/** Version 1, version 2 and drafts 23 to 34, of Meta's too; null for what is not read. */
export function quicVersion(version: number): QuicVersion | null {
  if (version === 1) return one;
  if (version === 0x6b3343cf) return two;
  if (version === 0xfaceb002) return draft29;
  if (version < 0xff000017 || version > 0xff000022) return null;
  return version >= 0xff000021 ? one : version >= 0xff00001d ? draft29 : draft23;
}

/** Whether a version number is one that was used: of the IETF, its drafts, Google's (`Q043`, `T051`) or Meta's. */
export function isKnownVersion(version: number): boolean {
  if (quicVersion(version) !== null || (version >= 0xff000001 && version <= 0xff000022)) return true;
  return isGoogleVersion(version) || version >>> 4 === 0xfaceb00;
}

/** `Q` or `T`, a zero, and two digits. */
export function isGoogleVersion(version: number): boolean {
  const [kind, zero, tens, ones] = [version >>> 24, (version >>> 16) & 0xff, (version >>> 8) & 0xff, version & 0xff];
  const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
  return (kind === 0x51 || kind === 0x54) && zero === 0x30 && isDigit(tens) && isDigit(ones);
}

export type LongHeader = {
  readonly version: number;
  readonly destination: Uint8Array;
  readonly source: Uint8Array;
  /** What follows the connection ids starts here. */
  readonly at: number;
};

/** What all versions share (RFC 8999, 5.1), with ids of at most 20 bytes as all known versions have; null where it does not fit. */
export function readLongHeader(datagram: Uint8Array, start: number): LongHeader | null {
  const version = peek.be32(datagram, start + 1);
  if (version === -1 || (datagram[start] ?? 0) < 0x80) return null;
  const destinationAt = start + 6;
  const destinationLength = datagram[start + 5] ?? 255;
  const sourceAt = destinationAt + destinationLength + 1;
  const sourceLength = datagram[sourceAt - 1] ?? 255;
  const at = sourceAt + sourceLength;
  if (destinationLength > 20 || sourceLength > 20 || at > datagram.length) return null;
  return { version, destination: datagram.subarray(destinationAt, sourceAt - 1), source: datagram.subarray(sourceAt, at), at };
}

/** A variable-length integer (RFC 9000, 16); null beyond the bytes and above 2^32, which no length here is. */
export function readVarint(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const size = 1 << (first >> 6);
  if (at + size > bytes.length) return null;
  let value = first & 0x3f;
  for (let index = at + 1; index < at + size; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value > 0xffff_ffff ? null : { value, end: at + size };
}

export type QuicPacket = LongHeader & {
  readonly isInitial: boolean;
  /** The protected packet, header included; a view. */
  readonly bytes: Uint8Array;
  /** Where the protected packet number starts in `bytes`. */
  readonly numberAt: number;
};

const mostPackets = 8;

/** The packets with a long header that one datagram joins (RFC 9000, 12.2), of a version that is read; the rest is left out. */
export function readPackets(datagram: Uint8Array): readonly QuicPacket[] {
  const packets: QuicPacket[] = [];
  for (let start = 0; start < datagram.length && packets.length < mostPackets; ) {
    const header = readLongHeader(datagram, start);
    const version = header === null ? null : quicVersion(header.version);
    if (header === null || version === null) break;
    const kind = ((datagram[start] ?? 0) >> 4) & 3;
    // A Retry (type 3 of version 1) has no length and fills the datagram.
    if (kind === (version.initial + 3) % 4) break;
    const isInitial = kind === version.initial;
    const token = isInitial ? readVarint(datagram, header.at) : { value: 0, end: header.at };
    const length = token === null ? null : readVarint(datagram, token.end + token.value);
    if (length === null || length.end + length.value > datagram.length) break;
    const end = length.end + length.value;
    packets.push({ ...header, isInitial, bytes: datagram.subarray(start, end), numberAt: length.end - start });
    start = end;
  }
  return packets;
}
