import { DecodeError } from '../foundation/decode-error.ts';
import { peek } from './peek.ts';

/** Content types (RFC 8446, B.1). */
export const recordType = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23, heartbeat: 24 } as const;

export type TlsRecord = {
  readonly type: number;
  /** As the record header says it; not the negotiated one. */
  readonly version: number;
  /** A view. */
  readonly body: Uint8Array;
  /** Where the next record starts. */
  readonly end: number;
};

/** 2^14 and what TLS 1.2 lets encryption add (RFC 5246, 6.2.3). */
const longestRecord = 16_384 + 2048;

/** Length of the record's body at `at`; -1 where there is no header, 0 being allowed; null where the bytes do not reach that far. */
export function recordLength(bytes: Uint8Array, at: number): number | null {
  if (at + 5 > bytes.length) return null;
  const type = bytes[at] ?? 0;
  const length = peek.be16(bytes, at + 3);
  const sound = type >= recordType.changeCipherSpec && type <= recordType.heartbeat && bytes[at + 1] === 3 && (bytes[at + 2] ?? 9) <= 4;
  return sound && length <= longestRecord ? length : -1;
}

/** The record at `at`; null while it is not all there, `malformed` where the bytes are no record of SSL 3 to TLS 1.3 (RFC 8446, 5.1). */
export function readRecord(bytes: Uint8Array, at: number): TlsRecord | null {
  const length = recordLength(bytes, at);
  if (length === -1) throw new DecodeError('malformed', 'no TLS record', at);
  if (length === null || at + 5 + length > bytes.length) return null;
  const end = at + 5 + length;
  return { type: bytes[at] ?? 0, version: peek.be16(bytes, at + 1), body: bytes.subarray(at + 5, end), end };
}

export type TlsAlert = { readonly fatal: boolean; readonly description: number };

/** An alert in clear (RFC 8446, 6); null where it is encrypted or none. */
export function readAlert(body: Uint8Array): TlsAlert | null {
  const [level, description] = body;
  if (body.length !== 2 || description === undefined || (level !== 1 && level !== 2)) return null;
  return { fatal: level === 2, description };
}
