import type { PlacedEntry } from '../../register/label-history.ts';
import { nodesOf, proveInclusion } from '../../register/prove.ts';
import { encodeEntry } from '../../register/read-entry.ts';
import { formatReceipt } from '../../register/receipt.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { formatNote } from '../../register/signed-note.ts';
import type { VerifiedCheckpoint } from '../../register/verify-checkpoint.ts';
import { registerTools } from './register-tools.ts';

/** A receipt of each entry under one head (docs/spec/register.md, receipt). */
export async function receiptsOf(
  reader: RegisterReader,
  head: VerifiedCheckpoint,
  entries: readonly PlacedEntry[],
): Promise<readonly Uint8Array[]> {
  const { sha256 } = registerTools;
  const nodeAt = nodesOf(reader, head.size, sha256);
  const checkpoint = formatNote(head.note);
  return Promise.all(
    entries.map(async ({ index, entry }) =>
      formatReceipt({ index, entry: encodeEntry(entry), proof: await proveInclusion(nodeAt, sha256, index, head.size), checkpoint }),
    ),
  );
}
