import { writeFileSync } from 'node:fs';
import { openReader } from '../adapters/register/open-reader.ts';
import { readEntriesAt, readHead } from '../adapters/register/read-log.ts';
import { registerTools } from '../adapters/register/register-tools.ts';
import { UserError } from '../foundation/user-error.ts';
import { nodesOf, proveInclusion } from '../register/prove.ts';
import { encodeEntry } from '../register/read-entry.ts';
import { formatReceipt, verifyReceipt } from '../register/receipt.ts';
import { formatNote } from '../register/signed-note.ts';
import { exitCodes } from './exit-codes.ts';
import { registerPolicy } from './register-policy.ts';
import { historyAt } from './register-show-command.ts';

type ProveFlags = { readonly at: string; readonly key: string; readonly out: string };

/** `iqs register prove INDEX|NUMBER`: the receipt is checked before it is written. */
export async function registerProveCommand(entry: string, flags: ProveFlags): Promise<number> {
  const index = /^(0|[1-9][0-9]{0,14})$/.test(entry) ? Number(entry) : await newestOf(entry, flags);
  const policy = await registerPolicy(flags);
  const reader = openReader(flags.at);
  const head = await readHead(reader, policy, flags.at);
  if (index >= head.size) throw noEntry(entry, flags.at);
  const [placed] = await readEntriesAt(reader, [index], head.size);
  if (placed === undefined) throw noEntry(entry, flags.at);
  const { sha256 } = registerTools;
  const proof = await proveInclusion(nodesOf(reader, head.size, sha256), sha256, index, head.size);
  const receipt = formatReceipt({ index, entry: encodeEntry(placed.entry), proof, checkpoint: formatNote(head.note) });
  const verdict = await verifyReceipt(receipt, policy, registerTools);
  if (!verdict.ok) throw new UserError('REGISTER_DAMAGED', `${verdict.code} ${verdict.detail}`, flags.at, 'run iqs register fsck');
  writeFileSync(flags.out, receipt);
  process.stdout.write(`entry ${index} of ${head.size}, ${placed.entry.event} ${placed.entry.at}: ${flags.out}\n`);
  return exitCodes.done;
}

async function newestOf(number: string, flags: ProveFlags): Promise<number> {
  const newest = (await historyAt(number, flags)).events.at(-1);
  if (newest === undefined) throw noEntry(number, flags.at);
  return newest.index;
}

const noEntry = (entry: string, at: string): UserError =>
  new UserError(
    'REGISTER_NO_ENTRY',
    'there is no such entry',
    `${entry} at ${at}`,
    'give the index of an entry, or a number that was issued',
  );
