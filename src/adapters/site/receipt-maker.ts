import type { LabelHistory } from '../../register/label-history.ts';
import { nodesOf, proveInclusion } from '../../register/prove.ts';
import { encodeEntry } from '../../register/read-entry.ts';
import { formatReceipt } from '../../register/receipt.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { formatNote } from '../../register/signed-note.ts';
import type { VerifiedCheckpoint } from '../../register/verify-checkpoint.ts';
import { registerTools } from '../register/register-tools.ts';

/** Makes the receipts of a number's entries, one each, oldest first, under one signed head. */
export function receiptMaker(reader: RegisterReader, head: VerifiedCheckpoint): (history: LabelHistory) => Promise<readonly string[]> {
  const nodeAt = nodesOf(reader, head.size, registerTools.sha256);
  const checkpoint = formatNote(head.note);
  return async ({ events }) => {
    const receipts: string[] = [];
    for (const { index, entry } of events) {
      const proof = await proveInclusion(nodeAt, registerTools.sha256, index, head.size);
      receipts.push(new TextDecoder().decode(formatReceipt({ index, entry: encodeEntry(entry), proof, checkpoint })));
    }
    return receipts;
  };
}
