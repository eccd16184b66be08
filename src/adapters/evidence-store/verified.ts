import { UserError } from '../../foundation/user-error.ts';
import { Hashed } from './hashed.ts';

/** The bytes as they are read; `EVIDENCE_DAMAGED` after the last when they have another digest than they were stored under. */
export async function* verified(source: AsyncIterable<Uint8Array>, sha256: string, where: string): AsyncIterable<Uint8Array> {
  const hashed = new Hashed(source, where);
  yield* hashed;
  const found = hashed.stored().sha256;
  if (found === sha256) return;
  throw new UserError('EVIDENCE_DAMAGED', `what is stored as ${sha256} has the digest ${found}`, where, 'restore it from a back-up');
}
