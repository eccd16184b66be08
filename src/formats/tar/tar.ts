import { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { decodeName } from '../../foundation/decode-name.ts';
import { rootedPath } from '../../foundation/rooted-path.ts';
import type { EntryType, Format, FormatTools, Member, Opened, Trouble } from '../../model/format.ts';
import { readEntries, type TarEntry } from './read-entries.ts';
import { readHeader } from './read-header.ts';

const mostTroubles = 50;

/** By type flag; what is not here is a regular file, as POSIX asks. */
const types: Readonly<Record<string, EntryType>> = {
  '2': 'symlink',
  '3': 'character-device',
  '4': 'block-device',
  '5': 'directory',
  '6': 'fifo',
  D: 'directory',
};

/** tar archives: v7, ustar, GNU (long names, base-256 numbers) and pax. v7 has no magic number: it is found at the start of a file only. */
export const tar: Format = {
  id: 'tar',
  title: 'tar archive',
  shape: 'tree',
  references: [
    {
      source: 'POSIX.1-2017',
      clause: 'pax, EXTENDED DESCRIPTION',
      url: 'https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html',
    },
    { source: 'GNU tar manual', clause: 'Basic Tar Format', url: 'https://www.gnu.org/software/tar/manual/html_node/Standard.html' },
  ],
  limitations: ['sparse files are listed, their content is not put together', 'parts of a multi-volume archive are read as they are'],
  magics: [{ bytes: new TextEncoder().encode('ustar'), offset: 257 }],
  recognise: (bytes, at) => {
    const header = at < 0 || at > bytes.length ? null : readHeader(new ByteReader(bytes), at);
    if (header === null || (header.name.length === 0 && !'xgLK'.includes(header.type))) return 'no';
    if (header.kind !== 'v7') return 'certain';
    const plain = header.name.every((byte) => byte >= 0x20 && byte !== 0x7f);
    return plain && header.mode !== null && '\x0001235'.includes(header.type) ? 'likely' : 'no';
  },
  open,
};

function open(bytes: Uint8Array, tools: FormatTools): Opened {
  const reader = new ByteReader(bytes);
  if (readHeader(reader, 0) === null) throw new DecodeError(bytes.length < 512 ? 'truncated' : 'malformed', 'no tar header', 0);
  const walk = readEntries(reader, tools);
  const members = new Map<string, Member>();
  const troubles: Trouble[] = [];
  for (const entry of walk.entries) {
    if (entry.header.type === 'V') continue;
    const member = toMember(reader, entry, members, troubles);
    if (member === null || member.path === '/') continue;
    // Where a path comes again, the later one holds, as when it is extracted.
    members.delete(member.path);
    members.set(member.path, member);
  }
  troubles.push(...walk.troubles);
  return {
    bytes: walk.end,
    status: troubles.length === 0 ? 'unpacked' : troubles.some(({ code }) => code === 'limit') ? 'limit' : 'partial',
    detail: `tar, ${[...walk.kinds].join(' and ') || 'no'} headers`,
    members: [...members.values()],
    troubles: troubles.slice(-mostTroubles),
  };
}

function toMember(reader: ByteReader, entry: TarEntry, members: ReadonlyMap<string, Member>, troubles: Trouble[]): Member | null {
  const path = rootedPath(entry.name);
  if (path === null) {
    troubles.push({ code: 'malformed', detail: `a path that leads out of the archive at ${entry.dataAt}` });
    return null;
  }
  // v7 writes folders as files whose name ends in a slash.
  const folder = '\x000'.includes(entry.header.type) && entry.name.at(-1) === 0x2f;
  const type = folder ? 'directory' : (types[entry.header.type] ?? 'file');
  const common = { path, type, mode: maskedMode(entry), uid: entry.uid, gid: entry.gid } as const;
  if (entry.header.type === '1') return { ...common, ...linked(entry, path, members, troubles) };
  if (entry.sparse) troubles.push({ code: 'unsupported', detail: `${path}: sparse` });
  return {
    ...common,
    size: type === 'file' ? entry.size : 0,
    target: type === 'symlink' ? decodeName(entry.link) : null,
    read: () => {
      if (entry.sparse) throw new DecodeError('unsupported', 'sparse');
      return reader.slice(entry.dataAt, entry.size);
    },
  };
}

const maskedMode = (entry: TarEntry): number | null => (entry.header.mode === null ? null : entry.header.mode & 0o7777);

/** A hard link has the content of the entry it names, which must have come before. */
function linked(
  entry: TarEntry,
  path: string,
  members: ReadonlyMap<string, Member>,
  troubles: Trouble[],
): Pick<Member, 'type' | 'size' | 'target' | 'read'> {
  const target = rootedPath(entry.link);
  const member = target === null ? undefined : members.get(target);
  if (member !== undefined) return { type: member.type, size: member.size, target: member.target, read: member.read };
  troubles.push({ code: 'malformed', detail: `${path}: a hard link to nothing` });
  const read = (): never => {
    throw new DecodeError('malformed', 'a hard link to nothing');
  };
  return { type: 'file', size: 0, target: null, read };
}
