import { latin1 } from '../foundation/byte-reader.ts';
import type { ContentKind } from '../model/unpacked.ts';
import { elfEnd } from './elf-end.ts';

/** Leading bytes that name a content nothing is hidden in; a name on the right is what it is. */
const signatures: readonly (readonly [string, ContentKind])[] = [
  ['\x7fELF', 'elf'],
  ['#!', 'script'],
  ['-----BEGIN CERTIFICATE', 'certificate'],
  ['-----BEGIN ', 'key'],
  ['openssh-key-v1\0', 'key'],
  ['\x89PNG\r\n', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['BM', 'image'],
  ['\0\0\x01\0', 'image'],
  ['RIFF', 'media'],
  ['ID3', 'media'],
  ['OggS', 'media'],
  ['fLaC', 'media'],
  ['\x00\x01\x00\x00\x00', 'media'],
  ['wOFF', 'media'],
  ['wOF2', 'media'],
  ['OTTO', 'media'],
  ['CWS', 'media'],
  ['FWS', 'media'],
  ['%PDF-', 'text'],
  ['\x1bLua', 'script'],
];

/** What a content is by its bytes, and how many of them that accounts for: what follows an ELF file's last section or a script's text is no part of it. */
export type NamedContent = { readonly kind: ContentKind; readonly end: number };

/** Names a content by its bytes alone; `data` when nothing does. */
export function nameContent(bytes: Uint8Array): NamedContent {
  const whole = bytes.length;
  if (whole === 0) return { kind: 'empty', end: 0 };
  const head = latin1(bytes.subarray(0, 24));
  for (const [magic, kind] of signatures) {
    if (!head.startsWith(magic) || (magic === 'BM' && !plausibleBitmap(bytes))) continue;
    if (kind === 'elf') return { kind, end: elfEnd(bytes) };
    return { kind, end: magic === '#!' || magic.startsWith('-----') ? textEnd(bytes) : whole };
  }
  if (isDerCertificate(bytes)) return { kind: 'certificate', end: whole };
  const end = textEnd(bytes);
  // A program that starts with a banner is not text; a note with a stray byte at its end is.
  return end === whole ? { kind: 'text', end } : { kind: 'data', end: 0 };
}

/** `BM` is two letters of English too: the size field must agree. */
function plausibleBitmap(bytes: Uint8Array): boolean {
  if (bytes.length < 26) return false;
  const size = (bytes[2] as number) | ((bytes[3] as number) << 8) | ((bytes[4] as number) << 16) | ((bytes[5] as number) << 24);
  return size === bytes.length;
}

/** A SEQUENCE that holds a SEQUENCE and spans the content (X.690). */
function isDerCertificate(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30 || bytes[1] !== 0x82 || bytes[4] !== 0x30 || bytes[5] !== 0x82) return false;
  return 4 + (((bytes[2] as number) << 8) | (bytes[3] as number)) === bytes.length;
}

/** Printable ASCII, white space and bytes above 0x7f that are few: nothing that a script or a configuration would not hold. */
export const isText = (bytes: Uint8Array): boolean => textEnd(bytes) === bytes.length;

/** Where text stops: the first control character, or 0 where the bytes above 0x7f are too many for any text. */
function textEnd(bytes: Uint8Array): number {
  let high = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) high += 1;
    else if (byte === 0x7f || (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27)) return at;
  }
  return high * 3 <= bytes.length ? bytes.length : 0;
}
