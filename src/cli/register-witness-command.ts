import { existsSync, writeFileSync } from 'node:fs';
import { addCosignature, cosignCheckpoint } from '../adapters/register/cosign-checkpoint.ts';
import { createKeyFile, loadSigner } from '../adapters/register/note-signer.ts';
import { isAddress, openReader } from '../adapters/register/open-reader.ts';
import { parseNote } from '../register/signed-note.ts';
import { formatVerifierKey } from '../register/verifier-key.ts';
import { exitCodes } from './exit-codes.ts';
import { registerPolicy } from './register-policy.ts';

export type WitnessFlags = {
  readonly key: string;
  readonly name: string;
  readonly keyFile: string;
  readonly state: string;
  readonly out?: string | undefined;
};

/** `iqs register witness PLACE`: the witness's public key goes to standard error, the cosigned checkpoint to where it is wanted. */
export async function registerWitnessCommand(place: string, flags: WitnessFlags): Promise<number> {
  const policy = await registerPolicy(flags);
  if (!existsSync(flags.keyFile)) createKeyFile(flags.keyFile);
  const witness = await loadSigner(flags.keyFile, flags.name, 'witness');
  const now = Math.floor(Date.now() / 1000);
  const { signature, checkpoint } = await cosignCheckpoint(openReader(place), policy, witness, flags.state, now);
  if (flags.out !== undefined) writeFileSync(flags.out, checkpoint);
  if (isAddress(place)) {
    if (flags.out === undefined) process.stdout.write(checkpoint);
  } else if (!(await addCosignature(place, policy, parseNote(checkpoint).text, signature))) {
    process.stderr.write('The register has moved on meanwhile: run it again.\n');
  }
  process.stderr.write(`Signed as ${formatVerifierKey(witness.key)}\n`);
  return exitCodes.done;
}
