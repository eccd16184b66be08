import type { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { FormatTools, Trouble } from '../../model/format.ts';
import type { EndRecord } from './end-record.ts';
import type { ZipEntry } from './zip-entry.ts';
import { zip64Sizes } from './zip64-sizes.ts';

/** The central directory's entries (APPNOTE.TXT 4.3.12); a damaged one ends the list as a trouble. */
export function centralEntries(reader: ByteReader, record: EndRecord, tools: FormatTools, troubles: Trouble[]): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  try {
    const end = record.directoryAt + record.directorySize;
    for (let at = record.directoryAt; at + 46 <= end; ) {
      if (reader.u32(at) === 0x05054b50) break;
      if (reader.u32(at) !== 0x02014b50) throw new DecodeError('malformed', `no directory entry at ${at}`, at);
      tools.budget.spend('entries', 1);
      const entry = centralEntry(reader, at, record.base);
      at += 46 + entry.name.length + reader.u16(at + 30) + reader.u16(at + 32);
      entries.push(entry);
    }
    if (entries.length < record.entries)
      throw new DecodeError('malformed', `${entries.length} of ${record.entries} entries in the directory`);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    troubles.push({ code: error.code, detail: error.message });
  }
  return entries;
}

function centralEntry(reader: ByteReader, at: number, base: number): ZipEntry {
  const nameSize = reader.u16(at + 28);
  const stored = zip64Sizes(reader, at + 46 + nameSize, reader.u16(at + 30), {
    size: reader.u32(at + 24),
    stored: reader.u32(at + 20),
    at: reader.u32(at + 42),
  });
  // Hosts 3 and 19 (Unix, OS X) keep the mode in the upper half of the external attributes.
  const unix = [3, 19].includes(reader.u8(at + 5)) ? reader.u32(at + 38) >>> 16 : 0;
  return {
    name: reader.slice(at + 46, nameSize),
    flags: reader.u16(at + 8),
    method: reader.u16(at + 10),
    crc: reader.u32(at + 16),
    ...stored,
    at: stored.at + base,
    unixMode: unix === 0 ? null : unix,
    cut: false,
  };
}
