import type { Assurance } from '../model/assurance.ts';
import { weaker } from '../model/assurance.ts';
import type { Custody } from '../model/dossier.ts';
import type { Answer } from '../model/finding.ts';

/** Evidence digests that a laboratory's signature or the programme's own record covers. */
export type Attested = ReadonlySet<string>;

type Held = { readonly name: string; readonly custody: Custody; readonly sha256: string };

/** What a custody counts as: above `supplied` (and `public`, which is no claim about a unit) only when a record covers the digest. */
export const countedCustody = ({ custody, sha256 }: Held, attested: Attested): Custody =>
  custody === 'sampled' && !attested.has(sha256) ? 'supplied' : custody;

/**
 * How sure an answer is: a statement is `stated`, decoded evidence `checked`, the same taken from a bought unit `matched`, a laboratory's
 * record `tested`. `claimed` believes the custody as written; `counted` only what a record covers.
 */
export function assuranceOf(
  answer: Answer,
  held: readonly Held[],
  attested: Attested,
): { readonly counted: Assurance; readonly claimed: Assurance } {
  if (answer.basis === 'statement') return { counted: 'stated', claimed: 'stated' };
  const used = held.filter((item) => answer.evidence.includes(item.name));
  if (answer.basis === 'record') {
    const covered = used.length > 0 && used.every((item) => attested.has(item.sha256));
    return { counted: covered ? 'tested' : 'stated', claimed: 'tested' };
  }
  const level = (custody: Custody): Assurance => (custody === 'sampled' ? 'matched' : 'checked');
  const lowest = (levels: readonly Assurance[]): Assurance => (levels.length === 0 ? 'checked' : levels.reduce(weaker));
  return {
    counted: lowest(used.map((item) => level(countedCustody(item, attested)))),
    claimed: lowest(used.map((item) => level(item.custody))),
  };
}
