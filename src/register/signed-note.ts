import { DecodeError } from '../foundation/decode-error.ts';
import { hex } from '../foundation/hex.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';

/** One signature line: whose, by name and key id (eight lower-case hexadecimal digits), and the bytes behind the key id. */
export type NoteSignature = { readonly name: string; readonly keyId: string; readonly signature: Uint8Array };

/** C2SP signed-note: a text that ends in a newline, and who signed it. Nothing is verified by reading it. */
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] };

const longestNote = 65_536;
const mostSignatures = 100;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A key's name: no space of Unicode's, no plus, nothing unprintable. */
export const isKeyName = (name: string): boolean => /^[^\s+\p{C}\p{Z}]{1,255}$/u.test(name);

/** Strictly by the grammar: too long is `limit`, everything else that is odd `malformed`. The last empty line parts text from signatures. */
export function parseNote(bytes: Uint8Array): SignedNote {
  if (bytes.length > longestNote) throw new DecodeError('limit', `a note of ${bytes.length} bytes`);
  const whole = decodeText(bytes);
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) throw new DecodeError('malformed', 'a control character');
  const at = whole.lastIndexOf('\n\n');
  if (at < 0 || !whole.endsWith('\n')) throw new DecodeError('malformed', 'no text and signatures, parted by an empty line');
  const lines = whole.slice(at + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw new DecodeError('limit', `${lines.length} signatures`);
  return { text: whole.slice(0, at + 1), signatures: lines.map(parseLine) };
}

function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DecodeError('malformed', 'not UTF-8');
  }
}

function parseLine(line: string): NoteSignature {
  const [dash, name = '', encoded = '', ...rest] = line.split(' ');
  if (dash !== '\u2014' || !isKeyName(name) || rest.length > 0) throw new DecodeError('malformed', 'not a signature line');
  const bytes = decodeBase64(encoded);
  if (bytes.length < 5) throw new DecodeError('malformed', 'a signature too short for its key id');
  return { name, keyId: hex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/** The note's text as bytes: what signatures are over. */
export const noteBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The one spelling of a note: `parseNote` gives it back. */
export function formatNote({ text, signatures }: SignedNote): Uint8Array {
  const lines = signatures.map(({ name, keyId, signature }) => {
    const id = Number.parseInt(keyId, 16);
    const bytes = new Uint8Array([id >>> 24, (id >> 16) & 0xff, (id >> 8) & 0xff, id & 0xff, ...signature]);
    return `\u2014 ${name} ${encodeBase64(bytes)}\n`;
  });
  return noteBytes(`${text}\n${lines.join('')}`);
}
