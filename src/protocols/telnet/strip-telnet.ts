import { latin1 } from '../../foundation/byte-reader.ts';

const iac = 255;
const subnegotiation = 250;
const end = 240;
/** A subnegotiation that goes on for longer is none. */
const longest = 4096;

/** What a side typed or printed, without the commands of RFC 854 and 855, and how many bytes that took: a command may be split anywhere. */
export function stripTelnet(bytes: Uint8Array): { readonly text: string; readonly taken: number } {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const next = bytes.indexOf(iac, at);
    if (next < 0) return { text: text + latin1(bytes.subarray(at)), taken: bytes.length };
    text += latin1(bytes.subarray(at, next));
    at = next;
    const size = commandSize(bytes, at);
    if (size === 0) break;
    if (bytes[at + 1] === iac) text += '\u00ff';
    at += size;
  }
  return { text, taken: at };
}

/** Bytes of the command at `at`; 0 where it is not all there. */
function commandSize(bytes: Uint8Array, at: number): number {
  const command = bytes[at + 1];
  if (command === undefined) return 0;
  if (command > subnegotiation && command < iac) return at + 3 <= bytes.length ? 3 : 0;
  if (command !== subnegotiation) return 2;
  for (let here = at + 2; here + 1 < bytes.length && here < at + longest; here += 1) {
    if (bytes[here] !== iac) continue;
    if (bytes[here + 1] === end) return here + 2 - at;
    here += 1;
  }
  return bytes.length - at < longest ? 0 : 2;
}
