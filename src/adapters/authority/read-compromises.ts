import type { PlacedEntry } from '../../register/label-history.ts';
import { appendEntries } from '../register/append-entries.ts';
import { type Authority, type Compromises, logSigner } from './authority.ts';

/** The keys that the register records as compromised, with the entry that says so: by its index of entries without a number, so that a label costs the same in a register of any size. */
export async function readCompromises(authority: Authority): Promise<Compromises> {
  let others: readonly PlacedEntry[] = [];
  // Appends nothing: the look is taken under the lock, where the index is brought up to the log.
  await appendEntries(authority.register, await logSigner(authority), async (view) => {
    others = await view.others();
    return [];
  });
  return new Map(
    others.flatMap(({ index, entry }) => (entry.event === 'key-compromised' ? [[entry.kid, { at: entry.at, index }] as const] : [])),
  );
}
