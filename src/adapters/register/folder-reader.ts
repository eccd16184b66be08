import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { isRegisterPath } from '../../register/tile-path.ts';

/** The longest file of a register: 256 of the longest entries. */
export const longestFile = 256 * (2 + 65_535);

/** A register's files in a folder. Only paths of a register are read; one that is longer than any can be is refused: `REGISTER_FILE_TOO_LARGE`. */
export const folderReader = (folder: string): RegisterReader => ({
  read: async (path) => {
    if (!isRegisterPath(path)) return null;
    const file = await openOrNull(join(folder, path));
    if (file === null) return null;
    try {
      const { size } = await file.stat();
      if (size > longestFile) throw new UserError('REGISTER_FILE_TOO_LARGE', `${size} bytes`, path, 'no file of a register is that long');
      return await file.readFile();
    } finally {
      await file.close();
    }
  },
});

async function openOrNull(path: string): Promise<Awaited<ReturnType<typeof open>> | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
