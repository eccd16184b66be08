import { latin1 } from '../foundation/byte-reader.ts';
import type { ContentKind } from '../model/unpacked.ts';

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

/** Bytes of a content looked at to tell text from data. */
const sample = 4096;

/** What a content is, by its bytes alone; `data` when nothing names it. */
export function contentKind(bytes: Uint8Array): ContentKind {
  if (bytes.length === 0) return 'empty';
  const head = latin1(bytes.subarray(0, 24));
  for (const [magic, kind] of signatures) {
    if (head.startsWith(magic) && (kind !== 'image' || magic.length > 2 || plausibleBitmap(bytes))) return kind;
  }
  if (isDerCertificate(bytes)) return 'certificate';
  return isText(bytes.subarray(0, sample)) ? 'text' : 'data';
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
export function isText(bytes: Uint8Array): boolean {
  let high = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) high += 1;
    else if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) return false;
    else if (byte === 0x7f) return false;
  }
  return high * 3 <= bytes.length;
}
