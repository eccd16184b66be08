import { type ByteReader, latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { FormatTools, Trouble } from '../../model/format.ts';
import { paxRecords } from './pax-records.ts';
import { blockSize, readHeader, type TarHeader } from './read-header.ts';

/** An entry after its extended headers were applied. */
export type TarEntry = {
  readonly header: TarHeader;
  readonly name: Uint8Array;
  readonly link: Uint8Array;
  readonly uid: number | null;
  readonly gid: number | null;
  readonly size: number;
  /** Bytes in the archive: fewer than `size` for a sparse file. */
  readonly stored: number;
  readonly dataAt: number;
  readonly sparse: boolean;
};

export type TarWalk = { readonly entries: TarEntry[]; readonly troubles: Trouble[]; readonly kinds: Set<string>; end: number };

type Pending = { name: Uint8Array | null; link: Uint8Array | null; records: Map<string, Uint8Array> };

const longestExtension = 1 << 20;
/** GNU tar writes records of 20 blocks. */
const recordSize = 20 * blockSize;

/** Reads all headers up to the end mark (two blocks of zeros, with the padding to the record). A broken header ends the walk as a trouble. */
export function readEntries(reader: ByteReader, tools: FormatTools): TarWalk {
  const walk: TarWalk = { entries: [], troubles: [], kinds: new Set(), end: 0 };
  const global = new Map<string, Uint8Array>();
  let pending: Pending = { name: null, link: null, records: new Map() };
  try {
    for (let at = 0; !ends(walk, reader, at); at = walk.end) {
      tools.budget.spend('steps', 1);
      const header = readHeader(reader, at);
      if (header === null) throw new DecodeError('malformed', `no header at ${at}`, at);
      const next = extension(reader, header, at, pending, global);
      if (next !== null) {
        walk.end = next;
        continue;
      }
      const entry = toEntry(reader, header, at, pending, global);
      pending = { name: null, link: null, records: new Map() };
      walk.kinds.add(entry.header.kind);
      const length = carriesData(header) ? entry.stored : 0;
      walk.end = Math.min(padded(entry.dataAt + length), reader.length);
      tools.budget.spend('entries', 1);
      walk.entries.push(entry);
      if (!reader.has(entry.dataAt, length)) throw new DecodeError('truncated', `the data of the entry at ${at} is cut off`, at);
    }
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    walk.troubles.push({ code: error.code, detail: error.message });
  }
  return walk;
}

/** Whether the archive ends at `at`; then `walk.end` takes the zeros that fill its last record. */
function ends(walk: TarWalk, reader: ByteReader, at: number): boolean {
  if (!reader.has(at, blockSize)) {
    walk.end = reader.length;
    throw new DecodeError('truncated', 'no end mark', at);
  }
  if (!isZero(reader.slice(at, blockSize))) return false;
  const record = Math.ceil((at + 2 * blockSize) / recordSize) * recordSize;
  walk.end = at + blockSize;
  while (walk.end < record && reader.has(walk.end, blockSize) && isZero(reader.slice(walk.end, blockSize))) walk.end += blockSize;
  return true;
}

/** Long names (GNU `L`, `K`) and pax headers (`x`, `g`, Solaris `X`) concern what follows; returns where that stands, or null. */
function extension(reader: ByteReader, header: TarHeader, at: number, pending: Pending, global: Map<string, Uint8Array>): number | null {
  if (!'LKxgX'.includes(header.type)) return null;
  if (header.size > longestExtension) throw new DecodeError('malformed', `an extended header of ${header.size} bytes`, at);
  const data = reader.slice(at + blockSize, header.size);
  if (header.type === 'L') pending.name = untilNul(data);
  else if (header.type === 'K') pending.link = untilNul(data);
  else for (const [key, value] of paxRecords(data)) (header.type === 'g' ? global : pending.records).set(key, value);
  return Math.min(padded(at + blockSize + header.size), reader.length);
}

function toEntry(reader: ByteReader, header: TarHeader, at: number, pending: Pending, global: ReadonlyMap<string, Uint8Array>): TarEntry {
  const value = (key: string): Uint8Array | undefined => pending.records.get(key) ?? global.get(key);
  const paxSparse = value('GNU.sparse.major') !== undefined || value('GNU.sparse.size') !== undefined;
  const sparseSize = decimal(value('GNU.sparse.realsize')) ?? decimal(value('GNU.sparse.size')) ?? 0;
  const stored = decimal(value('size')) ?? header.size;
  const sparse = header.type === 'S' || paxSparse;
  let dataAt = at + blockSize;
  // The map of an old sparse file goes on in whole blocks, the last of which says so at byte 504.
  for (let more = header.type === 'S' && header.sparseMore; more; dataAt += blockSize) more = reader.u8(dataAt + 504) === 1;
  return {
    header,
    name: value('GNU.sparse.name') ?? value('path') ?? pending.name ?? header.name,
    link: value('linkpath') ?? pending.link ?? header.link,
    uid: decimal(value('uid')) ?? header.uid,
    gid: decimal(value('gid')) ?? header.gid,
    size: header.type === 'S' ? header.sparseSize : paxSparse ? sparseSize : stored,
    stored,
    dataAt,
    sparse,
  };
}

/** Links, devices, folders and pipes have no data, whatever their size says. */
const carriesData = (header: TarHeader): boolean => !'123456'.includes(header.type);

function decimal(value: Uint8Array | undefined): number | null {
  const text = value === undefined ? '' : latin1(value);
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : null;
}

const padded = (at: number): number => Math.ceil(at / blockSize) * blockSize;

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
