import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../foundation/user-error.ts';
import type { Member } from '../model/format.ts';
import { readFolder } from './read-folder.ts';

/** Evidence larger than this is not read into memory. */
const largestEvidence = 1.5 * 2 ** 30;

/** A file's bytes or a folder's members. Refuses what is not there (`EVIDENCE_MISSING`), cannot be read, or is too large (`EVIDENCE_TOO_LARGE`). */
export function readEvidence(path: string): Uint8Array | readonly Member[] {
  let stat: ReturnType<typeof statSync>;
  try {
    stat = statSync(path);
    if (stat.isDirectory()) return readFolder(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UserError('EVIDENCE_MISSING', 'no such file or folder', path, 'correct the path');
    throw new UserError('EVIDENCE_UNREADABLE', code ?? 'cannot be read', path, 'check its permissions');
  }
  if (!stat.isFile()) throw new UserError('EVIDENCE_UNREADABLE', 'neither a file nor a folder', path, 'hand in a file or a folder');
  if (stat.size > largestEvidence) {
    throw new UserError(
      'EVIDENCE_TOO_LARGE',
      `${stat.size} bytes`,
      path,
      `at most ${largestEvidence} bytes are read; hand in the partitions one by one`,
    );
  }
  return plainBytes(readFileSync(path));
}

/** A Buffer's `slice` is a view where every other Uint8Array's is a copy: evidence is never a Buffer, so that no copy is an alias. */
function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
