import { asDecodeError, DecodeError } from '../foundation/decode-error.ts';
import type { RegisterEntry } from '../model/register-entry.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { hashLength, leafHash } from './merkle-hash.ts';
import { readEntry } from './read-entry.ts';
import { noteBytes } from './signed-note.ts';
import { mostEntries } from './tile-path.ts';
import {
  type CheckpointFault,
  type LogPolicy,
  type SignatureChecks,
  type VerifiedCheckpoint,
  verifyCheckpoint,
} from './verify-checkpoint.ts';
import { verifyInclusion } from './verify-proof.ts';

/** C2SP tlog-proof: where an entry stands in a signed tree, to be verified with no network. `entry` is the file's `extra`. */
export type Receipt = {
  readonly index: number;
  readonly entry: Uint8Array;
  readonly proof: readonly Uint8Array[];
  /** The signed note, to the byte. */
  readonly checkpoint: Uint8Array;
};

const header = 'c2sp.org/tlog-proof@v1';
const longestReceipt = 262_144;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function formatReceipt({ index, entry, proof, checkpoint }: Receipt): Uint8Array {
  const lines = [header, `extra ${encodeBase64(entry)}`, `index ${index}`, ...proof.map(encodeBase64), '', ''];
  return new Uint8Array([...noteBytes(lines.join('\n')), ...checkpoint]);
}

/** By the grammar, and to the byte what `formatReceipt` writes; without `extra` there is no entry to show and the file is refused. */
export function parseReceipt(bytes: Uint8Array): Receipt {
  if (bytes.length > longestReceipt) throw new DecodeError('limit', `a receipt of ${bytes.length} bytes`);
  const end = endOfHead(bytes);
  const [first, extra = '', index = '', ...hashes] = decodeText(bytes.subarray(0, end)).split('\n');
  if (first !== header || !extra.startsWith('extra ') || !/^index (0|[1-9][0-9]{0,15})$/.test(index))
    throw new DecodeError('malformed', 'not a receipt');
  const proof = hashes.map(decodeBase64);
  if (proof.length > 63 || proof.some(({ length }) => length !== hashLength)) throw new DecodeError('malformed', 'no inclusion proof');
  const place = Number(index.slice('index '.length));
  if (place >= mostEntries) throw new DecodeError('limit', 'an index beyond every register');
  return { index: place, entry: decodeBase64(extra.slice('extra '.length)), proof, checkpoint: bytes.subarray(end + 2) };
}

/** Where the first empty line is: what is before it is ours, what is behind it the checkpoint. */
function endOfHead(bytes: Uint8Array): number {
  for (let at = 1; at < bytes.length; at += 1) if (bytes[at] === 0x0a && bytes[at - 1] === 0x0a) return at - 1;
  throw new DecodeError('truncated', 'no checkpoint');
}

function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DecodeError('malformed', 'not UTF-8');
  }
}

export type ReceiptFault = CheckpointFault | 'RECEIPT_MALFORMED' | 'INCLUSION_INVALID' | 'ENTRY_MALFORMED';

export type ReceiptVerdict =
  | { readonly ok: true; readonly index: number; readonly entry: RegisterEntry; readonly checkpoint: VerifiedCheckpoint }
  | { readonly ok: false; readonly code: ReceiptFault; readonly detail: string };

/** docs/spec/register.md, verifying a receipt: the six steps in their order. Nothing throws. */
export async function verifyReceipt(bytes: Uint8Array, policy: LogPolicy, checks: SignatureChecks): Promise<ReceiptVerdict> {
  const receipt = attempt(() => parseReceipt(bytes));
  if ('detail' in receipt) return { ok: false, code: 'RECEIPT_MALFORMED', detail: receipt.detail };
  const { index, entry, proof } = receipt.value;
  const verdict = await verifyCheckpoint(receipt.value.checkpoint, policy, checks);
  if (!verdict.ok) return verdict;
  const { size, root } = verdict.checkpoint;
  const leaf = await leafHash(checks.digest, entry);
  if (!(await verifyInclusion(checks.digest, { index, size, leaf, proof, root })))
    return { ok: false, code: 'INCLUSION_INVALID', detail: `entry ${index} does not lead to the root` };
  const read = attempt(() => readEntry(entry));
  if ('detail' in read) return { ok: false, code: 'ENTRY_MALFORMED', detail: read.detail };
  return { ok: true, index, entry: read.value, checkpoint: verdict.checkpoint };
}

function attempt<T>(read: () => T): { readonly value: T } | { readonly detail: string } {
  try {
    return { value: read() };
  } catch (error) {
    return { detail: asDecodeError(error).message };
  }
}
