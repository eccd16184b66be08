import { peek } from '../peek.ts';

/** Whether a DNP3 link header with a right check stands at `at` (IEEE 1815, 9.2.4). */
export function isLinkHeader(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 0x05 || bytes[at + 1] !== 0x64 || (bytes[at + 2] ?? 0) < 5) return false;
  const check = peek.le16(bytes, at + 8);
  return check !== -1 && check === checkOf(bytes, at, at + 8);
}

/** CRC of 16 bits, polynomial 0x3D65 reflected, inverted at the end (Annex E). */
function checkOf(bytes: Uint8Array, from: number, to: number): number {
  let check = 0;
  for (let at = from; at < to; at += 1) {
    check ^= bytes[at] ?? 0;
    for (let bit = 0; bit < 8; bit += 1) check = check & 1 ? (check >> 1) ^ 0xa6bc : check >> 1;
  }
  return ~check & 0xffff;
}
