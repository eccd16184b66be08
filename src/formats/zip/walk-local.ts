import type { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { FormatTools, Trouble } from '../../model/format.ts';
import { type LocalHeader, localHeader } from './local-header.ts';
import type { ZipEntry } from './zip-entry.ts';

/**
 * For an archive whose directory is lost: the local headers from the start on, as far as they follow each other. Returns where
 * they end; the troubles say whether the rest is cut off or damaged.
 */
export function walkLocal(
  reader: ByteReader,
  tools: FormatTools,
  troubles: Trouble[],
): { readonly entries: readonly ZipEntry[]; readonly end: number } {
  const entries: ZipEntry[] = [];
  let at = 0;
  try {
    for (let header = localHeader(reader, at); header !== null; header = localHeader(reader, at)) {
      tools.budget.spend('entries', 1);
      const whole = header.described ? described(reader, header) : bounded(reader, header);
      entries.push(whole.entry);
      at = whole.next;
      if (whole.entry.cut) break;
    }
    const code = at + 30 > reader.length || entries.at(-1)?.cut ? 'truncated' : 'malformed';
    troubles.push({ code, detail: 'the central directory is missing' });
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    troubles.push({ code: error.code, detail: error.message });
  }
  return { entries, end: at };
}

type Whole = { readonly entry: ZipEntry; readonly next: number };

function bounded(reader: ByteReader, { entry, dataAt }: LocalHeader): Whole {
  const cut = !reader.has(dataAt, entry.stored);
  const after = cut ? reader.length : dataAt + entry.stored;
  return { entry: { ...entry, cut }, next: after + ((entry.flags & 8) !== 0 ? descriptorSize(reader, after) : 0) };
}

/** Sizes unknown beforehand: the data ends at the first data descriptor (4.3.9) that states the very distance from the data's start. */
function described(reader: ByteReader, { entry, dataAt }: LocalHeader): Whole {
  const { bytes } = reader;
  for (let at = bytes.indexOf(0x50, dataAt); at >= 0 && at + 16 <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
    if (bytes[at + 1] !== 0x4b || bytes[at + 2] !== 7 || bytes[at + 3] !== 8 || reader.u32(at + 8) !== at - dataAt) continue;
    // With zip64 the sizes have 8 bytes each; the next header tells which it is.
    const wide = reader.has(at, 26) && reader.u16(at + 16) !== 0x4b50 && reader.u16(at + 24) === 0x4b50;
    const size = reader.u32(at + (wide ? 16 : 12));
    return { entry: { ...entry, crc: reader.u32(at + 4), stored: at - dataAt, size }, next: at + (wide ? 24 : 16) };
  }
  return { entry: { ...entry, stored: bytes.length - dataAt, size: 0, cut: true }, next: bytes.length };
}

function descriptorSize(reader: ByteReader, at: number): number {
  return reader.has(at, 16) && reader.u32(at) === 0x08074b50 ? 16 : 0;
}
