import { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { decodeName } from '../../foundation/decode-name.ts';
import { rootedPath } from '../../foundation/rooted-path.ts';
import type { ContainerStatus, EntryType, Format, FormatTools, Member, Opened, Trouble } from '../../model/format.ts';
import { centralEntries } from './central-entries.ts';
import { endRecord, findEndRecord } from './end-record.ts';
import { entryContent } from './entry-content.ts';
import { localHeader } from './local-header.ts';
import { walkLocal } from './walk-local.ts';
import { isEncrypted, methodNames, type ZipEntry } from './zip-entry.ts';

const mostTroubles = 50;
const longestTarget = 4096;

const types: Readonly<Record<number, EntryType>> = {
  1: 'fifo',
  2: 'character-device',
  4: 'directory',
  6: 'block-device',
  10: 'symlink',
  12: 'socket',
};

/** ZIP archives (APK, JAR, IPA too), read by their central directory or, where it is lost, by their local headers. */
export const zip: Format = {
  id: 'zip',
  title: 'ZIP archive',
  shape: 'tree',
  references: [{ source: 'PKWARE APPNOTE.TXT 6.3.10', url: 'https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT' }],
  limitations: [
    'encrypted entries are listed, not read',
    'shrunk, imploded, deflate64 and PPMd entries are listed, not read',
    'archives split over several files are not put together',
    'an archive without entries is not recognised',
  ],
  magics: [{ bytes: Uint8Array.of(0x50, 0x4b, 3, 4), offset: 0 }],
  recognise: (bytes, at) => {
    if (at < 0 || at > bytes.length) return 'no';
    const reader = new ByteReader(bytes.subarray(at));
    if (localHeader(reader, 0) === null) return 'no';
    return endRecord(reader, reader.length - 22) === null ? 'likely' : 'certain';
  },
  open,
};

function open(bytes: Uint8Array, tools: FormatTools): Opened {
  const reader = new ByteReader(bytes);
  if (localHeader(reader, 0) === null) throw new DecodeError(bytes.length < 30 ? 'truncated' : 'malformed', 'no local file header', 0);
  const troubles: Trouble[] = [];
  const record = findEndRecord(reader);
  // Each search costs, so that an image full of headers without directories cannot keep us searching.
  tools.budget.spend('steps', (record?.end ?? bytes.length) >>> 8);
  const found =
    record === null ? walkLocal(reader, tools, troubles) : { entries: centralEntries(reader, record, tools, troubles), end: record.end };
  const members = listed(reader, found.entries, tools, troubles);
  return {
    bytes: Math.min(found.end, bytes.length),
    status: statusOf(found.entries, troubles),
    detail: `zip${record?.zip64 ? '64' : ''}, ${methodsOf(found.entries)}${record === null ? ', no directory' : ''}`,
    members,
    troubles: troubles.slice(0, mostTroubles),
  };
}

function statusOf(entries: readonly ZipEntry[], troubles: readonly Trouble[]): ContainerStatus {
  const contents = entries.filter((entry) => entry.size > 0);
  if (contents.length > 0 && contents.every(isEncrypted)) return 'encrypted';
  if (troubles.some(({ code }) => code === 'limit')) return 'limit';
  return troubles.length === 0 ? 'unpacked' : 'partial';
}

function methodsOf(entries: readonly ZipEntry[]): string {
  const methods = [...new Set(entries.map(({ method }) => method))].sort((a, b) => a - b);
  return methods.map((method) => methodNames[method] ?? `method ${method}`).join(' and ') || 'empty';
}

/** The first of several entries with one path stands: readers disagree on which holds, and a package that uses that is suspect. */
function listed(reader: ByteReader, entries: readonly ZipEntry[], tools: FormatTools, troubles: Trouble[]): readonly Member[] {
  const members = new Map<string, Member>();
  const encrypted = entries.filter(isEncrypted).length;
  if (encrypted > 0) troubles.push({ code: 'encrypted', detail: `${encrypted} entries` });
  for (const entry of entries) {
    const path = rootedPath(entry.name);
    if (path === '/') continue;
    if (path === null) troubles.push({ code: 'malformed', detail: 'a path that leads out of the archive' });
    else if (members.has(path)) troubles.push({ code: 'malformed', detail: `${path}: two entries` });
    else {
      const method = isEncrypted(entry) || [0, 8, 12, 14, 20, 93, 95].includes(entry.method);
      if (!method) troubles.push({ code: 'unsupported', detail: `${path}: method ${methodNames[entry.method] ?? entry.method}` });
      members.set(path, toMember(reader, entry, path, tools, troubles));
    }
  }
  return [...members.values()];
}

function toMember(reader: ByteReader, entry: ZipEntry, path: string, tools: FormatTools, troubles: Trouble[]): Member {
  const folder = entry.name.at(-1) === 0x2f;
  const stated = types[(entry.unixMode ?? 0) >>> 12] ?? 'file';
  // What zip reads from a pipe it marks as one; with content it is a file.
  const type = folder ? 'directory' : entry.size > 0 && stated !== 'symlink' ? 'file' : stated;
  return {
    path,
    type,
    mode: entry.unixMode === null ? null : entry.unixMode & 0o7777,
    uid: null,
    gid: null,
    size: type === 'file' ? entry.size : 0,
    target: type === 'symlink' ? linkTarget(reader, entry, path, tools, troubles) : null,
    read: () => entryContent(reader, entry, tools),
  };
}

function linkTarget(reader: ByteReader, entry: ZipEntry, path: string, tools: FormatTools, troubles: Trouble[]): string | null {
  try {
    if (entry.size > longestTarget) throw new DecodeError('malformed', `a link target of ${entry.size} bytes`);
    return decodeName(entryContent(reader, entry, tools));
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    if (error.code !== 'encrypted') troubles.push({ code: error.code, detail: `${path}: ${error.message}` });
    return null;
  }
}
