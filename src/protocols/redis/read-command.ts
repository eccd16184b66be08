import { latin1 } from '../../foundation/byte-reader.ts';

/** Words of a command that are looked at, and bytes of each: a login is short. */
const mostWords = 6;
const longestWord = 512;
const longestLine = 1024;

type Command = { readonly words: readonly string[]; readonly next: number };

/** A command at `at`: a list of texts with their lengths, or a line (inline). null where neither stands; `partial` where more must come. */
export function readCommand(bytes: Uint8Array, at: number): Command | 'partial' | null {
  const first = lineAt(bytes, at);
  if (first === 'partial' || first === null) return first;
  if (bytes[at] !== 0x2a) return { words: first.text.split(/ +/, mostWords), next: first.next };
  const count = /^\*\d{1,5}$/.test(first.text) ? Number(first.text.slice(1)) : 0;
  const words: string[] = [];
  let next = first.next;
  for (let word = 0; word < count; word += 1) {
    const line = lineAt(bytes, next);
    if (line === 'partial' || line === null) return line;
    if (!/^\$\d{1,9}$/.test(line.text)) return null;
    const length = Number(line.text.slice(1));
    if (line.next + length + 2 > bytes.length) return 'partial';
    if (words.length < mostWords) words.push(latin1(bytes.subarray(line.next, line.next + Math.min(length, longestWord))));
    next = line.next + length + 2;
  }
  return { words, next };
}

function lineAt(bytes: Uint8Array, at: number): { readonly text: string; readonly next: number } | 'partial' | null {
  const end = bytes.subarray(at, at + longestLine).indexOf(10);
  if (end < 0) return bytes.length - at >= longestLine ? null : 'partial';
  const stop = end > 0 && bytes[at + end - 1] === 13 ? end - 1 : end;
  return { text: latin1(bytes.subarray(at, at + stop)), next: at + end + 1 };
}
