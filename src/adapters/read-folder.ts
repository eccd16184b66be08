import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DecodeError } from '../foundation/decode-error.ts';
import { escapeName } from '../foundation/decode-name.ts';
import type { EntryType, Member } from '../model/format.ts';

/** More entries than this in one folder are not listed. */
const most = 200_000;

/** A folder on disk as the members of a tree. Links are reported, never followed; contents are read when asked for. Refuses `limit` entries. */
export function readFolder(root: string): readonly Member[] {
  const members: Member[] = [];
  const visit = (folder: string, path: string): void => {
    for (const name of readdirSync(folder).sort()) {
      if (members.length >= most) throw new DecodeError('limit', `more than ${most} entries in the folder`);
      const disk = join(folder, name);
      const member = memberOf(disk, `${path}/${escapeName(name)}`);
      members.push(member);
      if (member.type === 'directory') visit(disk, member.path);
    }
  };
  visit(root, '');
  return members;
}

function memberOf(disk: string, path: string): Member {
  const stat = lstatSync(disk);
  const type = entryType(stat);
  const read = (): Uint8Array => {
    try {
      const buffer = readFileSync(disk);
      return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    } catch (error) {
      throw new DecodeError('unsupported', `the file cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'error'}`);
    }
  };
  return {
    path,
    type,
    mode: stat.mode & 0o7777,
    uid: stat.uid,
    gid: stat.gid,
    size: type === 'file' ? stat.size : 0,
    target: type === 'symlink' ? readlinkSync(disk) : null,
    read,
  };
}

function entryType(stat: ReturnType<typeof lstatSync>): EntryType {
  if (!stat || stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'directory';
  if (stat.isSymbolicLink()) return 'symlink';
  if (stat.isCharacterDevice()) return 'character-device';
  if (stat.isBlockDevice()) return 'block-device';
  return stat.isFIFO() ? 'fifo' : 'socket';
}
