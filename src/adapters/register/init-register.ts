import { existsSync, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { UserError } from '../../foundation/user-error.ts';
import { emptyRoot } from '../../register/merkle-hash.ts';
import type { VerifierKey } from '../../register/verifier-key.ts';
import { lockFolder, signHead } from './append-entries.ts';
import { durableWrite } from './durable-write.ts';
import { createKeyFile, loadSigner } from './note-signer.ts';
import { takeLock } from './register-lock.ts';
import { registerTools } from './register-tools.ts';

/**
 * An empty register: its key (one that is there already is used, so that what was cut short can be done again) and a signed checkpoint of size 0. Refuses a
 * folder that has a checkpoint (`REGISTER_EXISTS`) and a key inside the folder, which is to be served (`REGISTER_KEY_INSIDE`).
 */
export async function initRegister(folder: string, origin: string, keyFile: string): Promise<VerifierKey> {
  if (!relative(resolve(folder), resolve(keyFile)).startsWith('..'))
    throw new UserError('REGISTER_KEY_INSIDE', 'the private key would lie in the folder that is served', keyFile, 'keep it elsewhere');
  mkdirSync(folder, { recursive: true });
  const lock = await takeLock(lockFolder(folder), 10_000);
  try {
    if (existsSync(join(folder, 'checkpoint')))
      throw new UserError('REGISTER_EXISTS', 'there is a register already', folder, 'append to it, or choose another folder');
    if (!existsSync(keyFile)) createKeyFile(keyFile);
    const signer = await loadSigner(keyFile, origin, 'log');
    const bytes = signHead(signer, { origin, size: 0, root: emptyRoot(registerTools.sha256) });
    await durableWrite(folder, [{ path: join(folder, 'checkpoint'), bytes }]);
    return signer.key;
  } finally {
    lock.release();
  }
}
