import type { PartKind } from '../model/dossier.ts';
import type { Letter, Rung } from '../model/letter.ts';
import { rank, rungs } from '../model/letter.ts';
import type { Scheme, Verdict } from '../model/scheme.ts';

/**
 * The highest rung up to which every criterion passes (or does not apply) and enough of them pass. No weights, no points.
 * `G` here means that the first rung is not reached; whether that was shown or is only open is for the caller to say.
 */
export function climbLadder(scheme: Scheme, kind: PartKind, verdicts: ReadonlyMap<string, { readonly verdict: Verdict }>): Letter {
  let reached: Letter = 'G';
  for (const rung of rungs) {
    if (rank(rung) > rank(scheme.cap) || !holds(scheme, kind, rung, verdicts)) return reached;
    reached = rung;
  }
  return reached;
}

function holds(scheme: Scheme, kind: PartKind, rung: Rung, verdicts: ReadonlyMap<string, { readonly verdict: Verdict }>): boolean {
  const cell = scheme.matrix[rung][kind];
  const all = cell.criteria.map((id) => verdicts.get(id)?.verdict ?? 'inconclusive');
  if (!all.every((verdict) => verdict === 'pass' || verdict === 'not-applicable')) return false;
  const least = scheme.minimumPassed[kind]?.[rung] ?? 1;
  return all.filter((verdict) => verdict === 'pass').length >= least;
}
