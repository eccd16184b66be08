import { existsSync, readFileSync } from 'node:fs';
import { registerTools } from '../adapters/register/register-tools.ts';
import { UserError } from '../foundation/user-error.ts';
import { parseVerifierKey, type VerifierKey } from '../register/verifier-key.ts';
import type { LogPolicy } from '../register/verify-checkpoint.ts';

export type PolicyFlags = { readonly key: string; readonly witness?: readonly string[] | undefined; readonly quorum?: string | undefined };

/** Whose signatures are believed, from `--key`, `--witness` and `--quorum`. */
export async function registerPolicy({ key, witness = [], quorum }: PolicyFlags): Promise<LogPolicy> {
  const logKey = await keyFlag('--key', key, 'log');
  const witnesses = await Promise.all(witness.map((each) => keyFlag('--witness', each, 'witness')));
  const wanted = quorum === undefined ? witnesses.length : wholeNumber('--quorum', quorum, 0, witnesses.length);
  return { logKey, witnesses, quorum: wanted };
}

/** A public key as it is, or in a file. */
async function keyFlag(flag: string, given: string, role: VerifierKey['role']): Promise<VerifierKey> {
  const text = existsSync(given) ? readFileSync(given, 'utf8').trim() : given;
  const mend = role === 'log' ? 'give NAME+ID+KEY as iqs register init printed it' : 'give NAME+ID+KEY as iqs register witness printed it';
  const key = await parseVerifierKey(text, registerTools.digest).catch((error: Error) => {
    throw new UserError('REGISTER_KEY', error.message, `${flag} ${given}`, mend);
  });
  if (key.role !== role) throw new UserError('REGISTER_KEY', `a ${key.role}'s key`, `${flag} ${given}`, mend);
  return key;
}

/** A number given to a flag. */
export function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = /^(0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : -1;
  if (value >= least && value <= most) return value;
  throw new UserError('USAGE', 'no such number', `${flag} ${text}`, `give ${least} to ${most}`);
}
