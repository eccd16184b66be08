import { resolve } from 'node:path';
import { initRegister } from '../adapters/register/init-register.ts';
import { formatVerifierKey } from '../register/verifier-key.ts';
import { exitCodes } from './exit-codes.ts';

/** `iqs register init DIR`: prints the public key, which is what everybody else needs. */
export async function registerInitCommand(
  dir: string,
  flags: { readonly origin: string; readonly keyFile?: string | undefined },
): Promise<number> {
  const keyFile = flags.keyFile ?? `${resolve(dir)}.key`;
  const key = await initRegister(dir, flags.origin, keyFile);
  process.stdout.write(`${formatVerifierKey(key)}\n`);
  process.stderr.write(
    `The private key is in ${keyFile}. Who has it can write the register's next page; keep it, and a copy of it, apart from the folder.\n`,
  );
  return exitCodes.done;
}
