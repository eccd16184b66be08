import { type ByteReader, latin1 } from '../../foundation/byte-reader.ts';

export const blockSize = 512;

export type TarHeader = {
  readonly kind: 'ustar' | 'gnu' | 'v7';
  readonly type: string;
  readonly name: Uint8Array;
  readonly link: Uint8Array;
  readonly mode: number | null;
  readonly uid: number | null;
  readonly gid: number | null;
  readonly size: number;
  /** Old GNU sparse files: their size with the holes, and whether more blocks of the map follow. */
  readonly sparseSize: number;
  readonly sparseMore: boolean;
};

/** The header block at `at`; null when its checksum disagrees, a block is missing or its size is no number (POSIX.1-2017 pax, ustar). */
export function readHeader(reader: ByteReader, at: number): TarHeader | null {
  if (!reader.has(at, blockSize)) return null;
  const block = reader.slice(at, blockSize);
  if (!checksumAgrees(block)) return null;
  const size = numberAt(block, 124, 12);
  if (size === null) return null;
  const magic = latin1(block.subarray(257, 265));
  const kind = magic.startsWith('ustar\0') ? 'ustar' : magic === 'ustar  \0' ? 'gnu' : 'v7';
  return {
    kind,
    type: String.fromCharCode(block[156] as number),
    name: kind === 'ustar' ? joined(field(block, 345, 155), field(block, 0, 100)) : field(block, 0, 100),
    link: field(block, 157, 100),
    mode: numberAt(block, 100, 8),
    uid: numberAt(block, 108, 8),
    gid: numberAt(block, 116, 8),
    size,
    sparseSize: numberAt(block, 483, 12) ?? 0,
    sparseMore: block[482] === 1,
  };
}

/** Octal text, or base-256 where the first bit is set; null for anything else and for negative or unsafe numbers. */
function numberAt(block: Uint8Array, at: number, width: number): number | null {
  const bytes = block.subarray(at, at + width);
  if (((bytes[0] as number) & 0x80) === 0) {
    const text = latin1(bytes).replace(/^[ \0]+|[ \0].*$/gs, '');
    return text === '' ? 0 : /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : null;
  }
  let value = (bytes[0] as number) & 0x7f;
  for (const byte of bytes.subarray(1)) value = value * 256 + byte;
  return Number.isSafeInteger(value) ? value : null;
}

/** The sum of the block with its own field as spaces; some old writers took the bytes as signed. */
function checksumAgrees(block: Uint8Array): boolean {
  const stored = numberAt(block, 148, 8);
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < blockSize; at += 1) {
    const byte = at >= 148 && at < 156 ? 0x20 : (block[at] as number);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return stored === unsigned || stored === signed;
}

function field(block: Uint8Array, at: number, width: number): Uint8Array {
  const bytes = block.subarray(at, at + width);
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function joined(prefix: Uint8Array, name: Uint8Array): Uint8Array {
  if (prefix.length === 0) return name;
  const out = new Uint8Array(prefix.length + 1 + name.length);
  out.set(prefix);
  out[prefix.length] = 0x2f;
  out.set(name, prefix.length + 1);
  return out;
}
