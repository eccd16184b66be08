import { compileAutomaton } from '../../foundation/byte-automaton.ts';
import type { CollectorContext } from '../../model/collector.ts';
import type { Host } from '../../model/host.ts';
import type { ComponentSignature } from '../../model/tables.ts';
import type { Entry, Hit, Tree, Unpacked } from '../../model/unpacked.ts';
import { needlesFor } from '../needles.ts';

/** Test support: gives a fixture's files their hits, as intake's one scan would, and the context that goes with them. */
export function scanned(
  unpacked: Unpacked,
  host: Host,
  signatures: readonly ComponentSignature[] = [],
): { readonly unpacked: Unpacked; readonly context: CollectorContext } {
  const needles = needlesFor(signatures);
  const automaton = compileAutomaton(needles.map((needle) => new TextEncoder().encode(needle)));
  const withHits = (entry: Entry): Entry => {
    const hits: Hit[] = [];
    if (entry.type === 'file') {
      automaton.scan(entry.read(), (needle, end) => void hits.push({ needle, offset: end - (needles[needle] as string).length }));
    }
    return { ...entry, hits: hits.sort((a, b) => a.offset - b.offset) };
  };
  const ofTree = (tree: Tree): Tree => {
    const entries = tree.entries.map(withHits);
    return { ...tree, entries, byPath: new Map(entries.map((entry) => [entry.path, entry])) };
  };
  return {
    unpacked: { trees: unpacked.trees.map(ofTree), pieces: unpacked.pieces.map(withHits) },
    context: {
      host,
      needles,
      note: () => undefined,
      tables: { signatures, knownLogins: [], endOfLife: [], digests: {} } as unknown as CollectorContext['tables'],
    },
  };
}
