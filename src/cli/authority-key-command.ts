import { openAuthority } from '../adapters/authority/authority.ts';
import { recordCompromise, rollKey } from '../adapters/authority/change-key.ts';
import { UserError } from '../foundation/user-error.ts';
import { exitCodes } from './exit-codes.ts';
import { now } from './now.ts';

/** `iqs authority key DIR roll|compromised`. */
export async function authorityKeyCommand(
  folder: string,
  what: string,
  { kid, reason }: { readonly kid?: string | undefined; readonly reason?: string | undefined },
): Promise<number> {
  const authority = openAuthority(folder);
  if (what === 'roll') {
    const fresh = await rollKey(authority, now());
    process.stdout.write(`key ${fresh} signs from now on; what the old one signed stays genuine\n`);
    return exitCodes.done;
  }
  if (what !== 'compromised') throw new UserError('USAGE', 'no such thing', what, 'roll, or compromised');
  if (kid === undefined || reason === undefined)
    throw new UserError('USAGE', 'which key, and how is it known?', 'compromised', 'give --kid and --reason');
  await recordCompromise(authority, kid, reason, now());
  process.stdout.write(`key ${kid} is recorded as compromised; its labels hold only with a receipt from before\n`);
  return exitCodes.done;
}
