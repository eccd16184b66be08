import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hex } from '../../foundation/hex.ts';
import { UserError } from '../../foundation/user-error.ts';
import { cosignedMessage, encodeCosignature } from '../../register/cosignature.ts';
import { sameBytes } from '../../register/merkle-hash.ts';
import { nodesOf, proveConsistency } from '../../register/prove.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { formatNote, type NoteSignature } from '../../register/signed-note.ts';
import type { LogPolicy } from '../../register/verify-checkpoint.ts';
import { verifyConsistency } from '../../register/verify-proof.ts';
import { lockFolder } from './append-entries.ts';
import { durableWrite } from './durable-write.ts';
import { folderReader } from './folder-reader.ts';
import type { NoteSigner } from './note-signer.ts';
import { damaged, readHead } from './read-log.ts';
import { takeLock } from './register-lock.ts';
import { registerTools } from './register-tools.ts';

const { sha256, digest } = registerTools;

/** What a witness signed last, by origin. */
type WitnessState = Readonly<Record<string, { readonly size: number; readonly root: string }>>;

/**
 * What a witness does (C2SP tlog-witness, on files): the checkpoint verifies, and leads on from the last one signed for this origin; what is about to be signed
 * is written down first, so that no two contradicting heads are ever signed, whenever the process dies. One witness a state file at a time.
 */
export async function cosignCheckpoint(
  reader: RegisterReader,
  policy: LogPolicy,
  witness: NoteSigner,
  statePath: string,
  nowSeconds: number,
): Promise<{ readonly signature: NoteSignature; readonly checkpoint: Uint8Array }> {
  const lock = await takeLock(`${statePath}.lock`, 10_000);
  try {
    const head = await readHead(reader, policy, policy.logKey.name);
    const state = readState(statePath);
    const last = state[head.origin] ?? { size: 0, root: hex(sha256(new Uint8Array(0))) };
    const oldRoot = Uint8Array.from(Buffer.from(last.root, 'hex'));
    const refuse = (code: string, what: string): UserError => witnessRefusal(code, what, head.origin);
    if (head.size < last.size) throw refuse('WITNESS_ROLLBACK', `${head.size} entries, ${last.size} were signed`);
    if (head.size === last.size && !sameBytes(oldRoot, head.root))
      throw refuse('WITNESS_FORK', `another root of ${head.size} entries was signed`);
    const nodeAt = nodesOf(reader, head.size, sha256);
    const proof = await proveConsistency(nodeAt, sha256, last.size, head.size).catch((error: Error) => {
      throw damaged(head.origin, error.message);
    });
    const claim = { oldSize: last.size, size: head.size, oldRoot, root: head.root, proof };
    if (!(await verifyConsistency(digest, claim)))
      throw refuse('WITNESS_REWRITTEN', `${head.size} entries do not begin with the ${last.size} signed`);
    const next = { ...state, [head.origin]: { size: head.size, root: hex(head.root) } };
    lock.check();
    await durableWrite(resolve(statePath, '..'), [{ path: resolve(statePath), bytes: Buffer.from(JSON.stringify(next)) }]);
    const { key, sign } = witness;
    const bytes = encodeCosignature({ time: nowSeconds, signature: sign(cosignedMessage(nowSeconds, head.note.text)) });
    const signature = { name: key.name, keyId: key.keyId, signature: bytes };
    return { signature, checkpoint: withSignature(head.note, signature) };
  } finally {
    lock.release();
  }
}

const witnessRefusal = (code: string, what: string, at: string): UserError =>
  new UserError('WITNESS_REFUSED', `${code} ${what}`, at, 'nothing was signed; keep both checkpoints: together they are the proof');

/** A missing file is a witness that has seen nothing. One that cannot be read is not: whoever forgets signs anything. */
function readState(path: string): WitnessState {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  try {
    const state = JSON.parse(text) as WitnessState;
    const isState = Object.values(state).every(({ size, root }) => Number.isSafeInteger(size) && /^[0-9a-f]{64}$/.test(root));
    if (isState) return state;
  } catch {
    // Said below.
  }
  throw new UserError('WITNESS_STATE', 'not what a witness wrote', path, 'put it back from a copy; a witness that forgets signs anything');
}

/** The newest signature of a key replaces its older one. */
const withSignature = (note: { readonly text: string; readonly signatures: readonly NoteSignature[] }, own: NoteSignature): Uint8Array =>
  formatNote({
    text: note.text,
    signatures: [...note.signatures.filter(({ name, keyId }) => name !== own.name || keyId !== own.keyId), own],
  });

/** Puts a witness's signature into the register's own checkpoint, unless that has moved on: false. Under the lock, for an append may be on its way. */
export async function addCosignature(folder: string, policy: LogPolicy, text: string, signature: NoteSignature): Promise<boolean> {
  const lock = await takeLock(lockFolder(folder), 10_000);
  try {
    const { note } = await readHead(folderReader(folder), policy, folder);
    if (note.text !== text) return false;
    lock.check();
    await durableWrite(folder, [{ path: join(folder, 'checkpoint'), bytes: withSignature(note, signature) }]);
    return true;
  } finally {
    lock.release();
  }
}
