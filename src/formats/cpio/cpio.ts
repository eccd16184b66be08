import { ByteReader, latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { decodeName } from '../../foundation/decode-name.ts';
import { rootedPath } from '../../foundation/rooted-path.ts';
import type { EntryType, Format, FormatTools, Member, Opened, Trouble } from '../../model/format.ts';
import { type CpioHeader, readHeader } from './read-header.ts';

const ascii = new TextEncoder();
const trailer = 'TRAILER!!!';
const mostTroubles = 50;
const longestTarget = 4096;

const types: Readonly<Record<number, EntryType>> = {
  1: 'fifo',
  2: 'character-device',
  4: 'directory',
  6: 'block-device',
  8: 'file',
  10: 'symlink',
  12: 'socket',
};

/** cpio archives: newc and crc (initramfs), odc (POSIX.1) and the old binary form in both byte orders; archives that follow each other. */
export const cpio: Format = {
  id: 'cpio',
  title: 'cpio archive',
  shape: 'tree',
  references: [
    { source: 'Linux', clause: 'Documentation/driver-api/early-userspace/buffer-format.rst' },
    { source: 'FreeBSD cpio(5)', url: 'https://man.freebsd.org/cgi/man.cgi?query=cpio&sektion=5' },
  ],
  limitations: [],
  magics: [
    ...['070701', '070702', '070707'].map((text) => ({ bytes: ascii.encode(text), offset: 0 })),
    { bytes: Uint8Array.of(0xc7, 0x71), offset: 0, carved: false },
    { bytes: Uint8Array.of(0x71, 0xc7), offset: 0, carved: false },
  ],
  recognise: (bytes, at) => {
    const header = at < 0 || at > bytes.length ? null : readHeader(new ByteReader(bytes), at);
    if (header === null) return 'no';
    const name = bytes.subarray(header.nameAt, header.nameAt + header.nameSize);
    const terminated = name.indexOf(0) === name.length - 1 || latin1(name).startsWith(trailer);
    const typed = types[header.mode >>> 12] !== undefined || latin1(name).startsWith(trailer);
    if (!terminated || !typed) return 'no';
    // The old binary form has two magic bytes and no digits to check; ask for a plain name.
    if (header.variant.startsWith('binary')) return /^[\x20-\x7e]+\0/.test(latin1(name)) ? 'likely' : 'no';
    return 'certain';
  },
  open,
};

type Archive = {
  readonly reader: ByteReader;
  readonly tools: FormatTools;
  /** By path; made when all is read, for a hard link's data may come later. */
  readonly members: Map<string, () => Member>;
  readonly troubles: Trouble[];
  readonly variants: Set<string>;
  /** Hard links met so far in this segment: the header that carries their data. */
  readonly links: Map<string, { carrier: CpioHeader }>;
  end: number;
};

function open(bytes: Uint8Array, tools: FormatTools): Opened {
  const archive: Archive = {
    reader: new ByteReader(bytes),
    tools,
    members: new Map(),
    troubles: [],
    variants: new Set(),
    links: new Map(),
    end: 0,
  };
  if (readHeader(archive.reader, 0) === null) throw new DecodeError('malformed', 'no cpio header', 0);
  try {
    let next: number | null = 0;
    while (next !== null) next = segment(archive, next);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    archive.troubles.push({ code: error.code, detail: error.message });
  }
  const { troubles } = archive;
  return {
    bytes: Math.min(archive.end, bytes.length),
    status: troubles.length === 0 ? 'unpacked' : troubles.some(({ code }) => code === 'limit') ? 'limit' : 'partial',
    detail: `cpio, ${[...archive.variants].join(' and ')}`,
    members: [...archive.members.values()].map((make) => make()),
    troubles: troubles.slice(0, mostTroubles),
  };
}

/** One archive up to its trailer; returns where the next one starts that follows after nothing but zeros, or null. */
function segment(archive: Archive, start: number): number | null {
  const { reader, tools } = archive;
  archive.links.clear();
  for (let at = start; ; ) {
    tools.budget.spend('steps', 1);
    const header = readHeader(reader, at);
    if (header === null) {
      archive.end = at;
      if (at + 26 > reader.length) throw new DecodeError('truncated', 'no trailer', at);
      throw new DecodeError('malformed', `no header at ${at}`, at);
    }
    archive.variants.add(header.variant);
    if (reader.text(header.nameAt, header.nameSize) === trailer) return afterTrailer(archive, header);
    archive.end = Math.min(header.next, reader.length);
    take(archive, header);
    at = header.next;
  }
}

/** Writers fill their last block of 512 bytes; the kernel accepts any zeros, aligned to 4, between archives. */
function afterTrailer(archive: Archive, header: CpioHeader): number | null {
  const { bytes } = archive.reader;
  let at = Math.min(header.next, bytes.length);
  archive.end = at;
  const block = Math.min(Math.ceil(at / 512) * 512, bytes.length);
  while (at < bytes.length && bytes[at] === 0) at += 1;
  archive.tools.budget.spend('steps', (at - archive.end) >>> 6);
  const following = at % 4 === 0 || header.variant.startsWith('binary') ? readHeader(archive.reader, at) : null;
  archive.end = Math.min(at, block);
  return following === null || at === header.nameAt ? null : at;
}

function take(archive: Archive, header: CpioHeader): void {
  const { reader, tools, troubles, members } = archive;
  const path = rootedPath(reader.slice(header.nameAt, header.nameSize));
  if (path === null) troubles.push({ code: 'malformed', detail: `a path that leads out of the archive at ${header.nameAt}` });
  const type = types[header.mode >>> 12];
  if (type === undefined) troubles.push({ code: 'malformed', detail: `a file type that does not exist at ${header.nameAt}` });
  if (!reader.has(header.dataAt, header.size)) troubles.push({ code: 'truncated', detail: `${path ?? 'an entry'}: the data is cut off` });
  if (path === null || path === '/' || type === undefined) return;
  tools.budget.spend('entries', 1);
  const link = linkOf(archive, header, type);
  // Where a path comes again, the later one holds: so do the kernel and cpio -u.
  members.delete(path);
  members.set(path, () => ({
    path,
    type,
    mode: header.mode & 0o7777,
    uid: header.uid,
    gid: header.gid,
    size: type === 'file' ? link.carrier.size : 0,
    target: type === 'symlink' && header.size <= longestTarget ? targetOf(reader, header) : null,
    read: () => content(reader, link.carrier),
  }));
}

/** newc: only the last of an inode's names carries the data, the others have size 0. */
function linkOf(archive: Archive, header: CpioHeader, type: EntryType): { carrier: CpioHeader } {
  if (type !== 'file' || header.links < 2 || !(header.variant === 'newc' || header.variant === 'crc')) return { carrier: header };
  const known = archive.links.get(header.inode);
  if (known === undefined) {
    const link = { carrier: header };
    archive.links.set(header.inode, link);
    return link;
  }
  if (header.size > 0) known.carrier = header;
  return known;
}

function targetOf(reader: ByteReader, header: CpioHeader): string | null {
  return reader.has(header.dataAt, header.size) ? decodeName(reader.slice(header.dataAt, header.size)) : null;
}

function content(reader: ByteReader, header: CpioHeader): Uint8Array {
  const data = reader.slice(header.dataAt, header.size);
  if (header.sum === null) return data;
  let sum = 0;
  for (const byte of data) sum = (sum + byte) >>> 0;
  if (sum !== header.sum) throw new DecodeError('malformed', 'the checksum disagrees');
  return data;
}
