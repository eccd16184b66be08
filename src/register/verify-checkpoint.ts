import { asDecodeError } from '../foundation/decode-error.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { cosignedMessage, decodeCosignature } from './cosignature.ts';
import type { Digest } from './merkle-hash.ts';
import { noteBytes, parseNote, type SignedNote } from './signed-note.ts';
import type { VerifierKey } from './verifier-key.ts';

/** Whose word is taken: the log's key (its name is the origin unless one is given), witnesses, and how many of them must have signed. */
export type LogPolicy = {
  readonly logKey: VerifierKey;
  readonly origin?: string;
  readonly witnesses: readonly VerifierKey[];
  readonly quorum: number;
};

/** The platform's part in verifying: SHA-256, and Ed25519 over a raw public key of 32 bytes. */
export type SignatureChecks = {
  readonly digest: Digest;
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;
};

export type CheckpointFault =
  | 'CHECKPOINT_MALFORMED'
  | 'CHECKPOINT_ORIGIN'
  | 'CHECKPOINT_UNSIGNED'
  | 'CHECKPOINT_SIGNATURE'
  | 'CHECKPOINT_QUORUM';

/** A checkpoint that the log signed, with the note it stands in and when each trusted witness says it saw it. */
export type VerifiedCheckpoint = Checkpoint & {
  readonly note: SignedNote;
  readonly witnessed: readonly { readonly name: string; readonly time: number }[];
};

export type CheckpointVerdict =
  | { readonly ok: true; readonly checkpoint: VerifiedCheckpoint }
  | { readonly ok: false; readonly code: CheckpointFault; readonly detail: string };

/** docs/spec/register.md, verifying a receipt, steps 2 to 4. Unknown keys are passed over; a known key's signature that does not hold spoils all. */
export async function verifyCheckpoint(bytes: Uint8Array, policy: LogPolicy, checks: SignatureChecks): Promise<CheckpointVerdict> {
  const refuse = (code: CheckpointFault, detail: string): CheckpointVerdict => ({ ok: false, code, detail });
  const read = readCheckpoint(bytes);
  if ('detail' in read) return refuse('CHECKPOINT_MALFORMED', read.detail);
  const { note, head } = read;
  const origin = policy.origin ?? policy.logKey.name;
  if (head.origin !== origin) return refuse('CHECKPOINT_ORIGIN', `of ${head.origin}, not of ${origin}`);
  const log = await isSignedBy(note, policy.logKey, checks);
  if (log.said.length === 0) return refuse('CHECKPOINT_UNSIGNED', `no signature by ${policy.logKey.name} ${policy.logKey.keyId}`);
  if (!log.holds) return refuse('CHECKPOINT_SIGNATURE', `by ${policy.logKey.name}`);
  const witnessed: { readonly name: string; readonly time: number }[] = [];
  for (const key of distinct(policy.witnesses)) {
    const { said, holds } = await isSignedBy(note, key, checks);
    if (!holds) return refuse('CHECKPOINT_SIGNATURE', `by ${key.name}`);
    const [time] = said;
    if (time !== undefined) witnessed.push({ name: key.name, time });
  }
  if (witnessed.length < policy.quorum) return refuse('CHECKPOINT_QUORUM', `${witnessed.length} witnesses of ${policy.quorum}`);
  return { ok: true, checkpoint: { ...head, note, witnessed } };
}

/** One key is one witness, under however many names it is listed: the signed message does not name it. */
const distinct = (keys: readonly VerifierKey[]): readonly VerifierKey[] =>
  keys.filter((key, at) => keys.findIndex((other) => String(other.publicKey) === String(key.publicKey)) === at);

function readCheckpoint(bytes: Uint8Array): { readonly note: SignedNote; readonly head: Checkpoint } | { readonly detail: string } {
  try {
    const note = parseNote(bytes);
    return { note, head: parseCheckpoint(note.text) };
  } catch (error) {
    return { detail: asDecodeError(error).message };
  }
}

/** The times at which a key says it signed (a log's key says 0), and whether each of its signatures holds. */
async function isSignedBy(
  note: SignedNote,
  key: VerifierKey,
  checks: SignatureChecks,
): Promise<{ readonly said: readonly number[]; readonly holds: boolean }> {
  const said: number[] = [];
  for (const line of note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId)) {
    const statement = statementOf(line.signature, key, note.text);
    if (statement === null) return { said, holds: false };
    said.push(statement.time);
    if (!(await checks.verifyEd25519(key.publicKey, statement.message, statement.signature))) return { said, holds: false };
  }
  return { said, holds: true };
}

function statementOf(
  bytes: Uint8Array,
  { role }: VerifierKey,
  text: string,
): { readonly time: number; readonly signature: Uint8Array; readonly message: Uint8Array } | null {
  if (role === 'log') return bytes.length === 64 ? { time: 0, signature: bytes, message: noteBytes(text) } : null;
  try {
    const { time, signature } = decodeCosignature(bytes);
    return { time, signature, message: cosignedMessage(time, text) };
  } catch {
    return null;
  }
}
