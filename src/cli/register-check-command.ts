import { readFileSync } from 'node:fs';
import { registerTools } from '../adapters/register/register-tools.ts';
import { canonicalJson } from '../foundation/canonical-json.ts';
import { hex } from '../foundation/hex.ts';
import { verifyReceipt } from '../register/receipt.ts';
import { safeText } from '../reports/terminal/wrap-text.ts';
import { exitCodes } from './exit-codes.ts';
import { type PolicyFlags, registerPolicy } from './register-policy.ts';

/** `iqs register check RECEIPT`: needs no network. */
export async function registerCheckCommand(file: string, flags: PolicyFlags & { readonly json?: true | undefined }): Promise<number> {
  const verdict = await verifyReceipt(readFileSync(file), await registerPolicy(flags), registerTools);
  if (!verdict.ok) {
    const { code, detail } = verdict;
    process.stdout.write(flags.json ? canonicalJson({ ok: false, code, detail }) : `${safeText(`${code} ${detail}`)}\n`);
    return exitCodes.checkFailed;
  }
  const { index, entry, checkpoint } = verdict;
  const { origin, size, root, witnessed } = checkpoint;
  const about = 'number' in entry ? ` ${entry.number}` : '';
  const line = `entry ${index} of ${size} in ${origin}: ${entry.event}${about}, ${entry.at}; seen by ${witnessed.length} witnesses`;
  process.stdout.write(
    flags.json
      ? canonicalJson({ ok: true, index, entry, checkpoint: { origin, size, root: hex(root), witnessed } })
      : `${safeText(line)}\n`,
  );
  return exitCodes.done;
}
