import { peek } from '../peek.ts';

/** Forwarded-NPDU: the address of the first sender goes before the rest (Annex J.2.5). */
const forwarded = 0x04;
/** Functions that carry an NPDU: forwarded, distribute, unicast and broadcast. */
const carriers = [forwarded, 0x09, 0x0a, 0x0b];

/** The application's part of a BACnet/IP datagram; null where there is none: link or network control, or cut off. */
export function apduOf(bytes: Uint8Array): Uint8Array | null {
  const kind = bytes[1] ?? 0;
  if (!carriers.includes(kind)) return null;
  let at = kind === forwarded ? 10 : 4;
  const control = bytes[at + 1] ?? 0x80;
  // Clause 6.2: version 1; bit 7 says that a network message follows instead.
  if (bytes[at] !== 1 || (control & 0x80) !== 0) return null;
  at += 2;
  const hasDestination = (control & 0x20) !== 0;
  if (hasDestination) at += 3 + (bytes[at + 2] ?? 0);
  if ((control & 0x08) !== 0) at += 3 + (bytes[at + 2] ?? 0);
  if (hasDestination) at += 1;
  return peek.be16(bytes, at) === -1 ? null : bytes.subarray(at);
}
