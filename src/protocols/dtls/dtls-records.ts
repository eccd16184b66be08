import { peek } from '../peek.ts';

export type DtlsRecord = {
  /** As in TLS; 0 for the short header of DTLS 1.3, which is always enciphered. */
  readonly type: number;
  readonly version: number;
  /** 0 while nothing is enciphered. */
  readonly epoch: number;
  /** A view. */
  readonly body: Uint8Array;
};

/** Change cipher spec to heartbeat, connection ids (RFC 9146, 4) and acknowledgements (RFC 9147, 7). */
const types: ReadonlySet<number> = new Set([20, 21, 22, 23, 24, 25, 26]);
/** DTLS 1.0, 1.2, 1.3, and the one that OpenSSL spoke before the standard. */
const versions: ReadonlySet<number> = new Set([0xfeff, 0xfefd, 0xfefc, 0x0100]);
const header = 13;
/** A datagram with more is none of a handshake. */
const mostRecords = 64;

/** RFC 9147, 4: the first three bits 001. */
const isShort = (byte: number): boolean => byte >> 5 === 1;

/** The records of one datagram (RFC 6347, 4.1); null where it is not made of records. The last may be cut off by the capture. */
export function readDtlsRecords(datagram: Uint8Array): { readonly records: readonly DtlsRecord[]; readonly isWhole: boolean } | null {
  const records: DtlsRecord[] = [];
  let at = 0;
  while (at < datagram.length && records.length < mostRecords) {
    const type = datagram[at] ?? 0;
    if (isShort(type) && records.length > 0) return { records, isWhole: true };
    const version = peek.be16(datagram, at + 1);
    const length = peek.be16(datagram, at + 11);
    if (!types.has(type) || !versions.has(version) || length > 16_384 + 2048) return null;
    // Behind a connection id the length stands elsewhere, and all of it is enciphered.
    if (type === 25) return { records: [...records, { type, version, epoch: 1, body: datagram.subarray(at + header) }], isWhole: true };
    if (length <= 0) return null;
    const end = at + header + length;
    if (end > datagram.length) return { records, isWhole: false };
    records.push({ type, version, epoch: peek.be16(datagram, at + 3), body: datagram.subarray(at + header, end) });
    at = end;
  }
  return { records, isWhole: at === datagram.length };
}
