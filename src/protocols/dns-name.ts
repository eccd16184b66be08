import type { ByteReader } from '../foundation/byte-reader.ts';
import { DecodeError } from '../foundation/decode-error.ts';

/** RFC 1035, 2.3.4: octets of a name. */
const longestName = 255;
/** Pointers followed in one name: a name of many short pieces costs as much again for each record that points at it. */
const mostPointers = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A name at `at` of a message (RFC 1035, 4.1.4) and where the bytes after it begin: lower-case, no dot at the end, `.` for the root. Dots and
 * backslashes within a label, control characters and what is no UTF-8 stand as RFC 1035, 5.1 escapes them. A pointer must point to before the piece
 * it stands in, so that no loop exists.
 */
export function readDnsName(message: ByteReader, at: number): { readonly name: string; readonly next: number } {
  const labels: string[] = [];
  let octets = 1;
  let piece = at;
  let next = -1;
  let pointers = 0;
  for (let here = at; ; ) {
    const length = message.u8(here);
    if (length === 0) {
      if (next < 0) next = here + 1;
      return { name: labels.length === 0 ? '.' : labels.join('.'), next };
    }
    if (length >= 0xc0) {
      const target = ((length & 0x3f) << 8) | message.u8(here + 1);
      if (next < 0) next = here + 2;
      pointers += 1;
      if (target >= piece || pointers > mostPointers) throw new DecodeError('malformed', 'a name points forward or in circles', here);
      piece = target;
      here = target;
      continue;
    }
    octets += length + 1;
    if (length > 63 || octets > longestName) throw new DecodeError('malformed', 'a label or name is too long', here);
    labels.push(labelText(message.slice(here + 1, length)));
    here += length + 1;
  }
}

function labelText(label: Uint8Array): string {
  let plain = '';
  for (const byte of label) {
    if (byte <= 0x20 || byte >= 0x7f || byte === 0x2e || byte === 0x5c) return oddLabel(label);
    plain += String.fromCharCode(byte);
  }
  return plain.toLowerCase();
}

/** Instance names of services are UTF-8 with spaces (RFC 6763, 4.1.1). */
function oddLabel(label: Uint8Array): string {
  try {
    return utf8
      .decode(label)
      .toLowerCase()
      .replace(/[.\\]/g, '\\$&')
      .replace(/[\u0000-\u001f\u007f-\u009f]/g, decimal);
  } catch {
    let out = '';
    for (const byte of label) {
      const character = String.fromCharCode(byte);
      out += byte < 0x20 || byte >= 0x7f ? decimal(character) : byte === 0x2e || byte === 0x5c ? `\\${character}` : character.toLowerCase();
    }
    return out;
  }
}

const decimal = (character: string): string => `\\${String(character.charCodeAt(0)).padStart(3, '0')}`;
