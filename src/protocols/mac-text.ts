import { hex } from '../foundation/hex.ts';

/** A MAC address, lower-case with colons; null where the bytes are no host's (six of them, not all alike 0 or 255, no group's). */
export function macText(bytes: Uint8Array): string | null {
  if (bytes.length !== 6 || bytes.every((byte) => byte === 0) || ((bytes[0] ?? 0) & 1) === 1) return null;
  return hex(bytes).replace(/(..)(?=.)/g, '$1:');
}
