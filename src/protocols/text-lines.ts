import { latin1 } from '../foundation/byte-reader.ts';

/** Longest line that is one: beyond it a side does not speak a line protocol. */
const longestLine = 8192;

/** The complete lines at the start of `bytes`, without their ends (CR LF or LF), as Latin-1, and how many bytes they took. */
export function textLines(bytes: Uint8Array): { readonly lines: readonly string[]; readonly taken: number } {
  const lines: string[] = [];
  let taken = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, taken)) {
    const stop = end > taken && bytes[end - 1] === 13 ? end - 1 : end;
    lines.push(latin1(bytes.subarray(taken, Math.min(stop, taken + longestLine))));
    taken = end + 1;
  }
  return { lines, taken };
}

/** Whether `bytes` start with an ASCII text. */
export function startsWith(bytes: Uint8Array, text: string): boolean {
  if (bytes.length < text.length) return false;
  for (let at = 0; at < text.length; at += 1) if (bytes[at] !== text.charCodeAt(at)) return false;
  return true;
}
