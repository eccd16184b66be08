import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { UserError } from '../foundation/user-error.ts';

export type LocalFile = { readonly path: string; readonly sha256: string; readonly bytes: number };

/** Digest and length of a file, read as a stream. Refused: a folder (`SUBMIT_FOLDER`): the store holds files. */
export async function measureFile(path: string): Promise<LocalFile> {
  if (!statSync(path).isFile())
    throw new UserError('SUBMIT_FOLDER', 'a folder is no file', path, 'pack it (tar), and name the archive in product.yaml');
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { path, sha256: hash.digest('hex'), bytes };
}
