import type { Truth } from '../foundation/logic.ts';
import type { Assurance } from '../model/assurance.ts';
import { isAtLeast, stronger } from '../model/assurance.ts';
import type { Finding } from '../model/finding.ts';

/** What an atom or a rule comes to, and the findings that made it so. */
export type Ruling = { readonly truth: Truth; readonly assurance: Assurance | null; readonly decidedBy: readonly Finding[] };

/**
 * Merges the findings of one probe for one part into an atom (3-assessment, Findings): any finding against, at `checked` or better, wins; else
 * sufficient assurance for; else unknown, with everything that stands in the way. "There is none" holds only when every piece of evidence that
 * was read for it could say so: a clean image beside one that could not be read passes nothing, unless a laboratory tested the unit.
 */
export function mergeAtom(findings: readonly Finding[], wanted: 'yes' | 'no', least: Assurance): Ruling {
  const against = findings.filter((finding) => finding.outcome !== 'unknown' && finding.outcome !== wanted && counts(finding));
  if (against.length > 0) return { truth: 'false', assurance: strongest(against), decidedBy: against };
  const favourable = findings.filter((finding) => finding.outcome === wanted && isAtLeast(finding.assurance, least));
  const open = wanted === 'no' && !favourable.some((finding) => isAtLeast(finding.assurance, 'tested')) ? findings.filter(isUnread) : [];
  if (open.length > 0) return { truth: 'unknown', assurance: null, decidedBy: open };
  if (favourable.length > 0 && !disputed(findings, wanted, favourable)) {
    return { truth: 'true', assurance: strongest(favourable), decidedBy: favourable };
  }
  return { truth: 'unknown', assurance: null, decidedBy: findings };
}

/** Against: a bare statement does not count, decoded evidence does, and so does a record from any custody. */
const counts = (finding: Finding): boolean => finding.basis === 'record' || isAtLeast(finding.assurance, 'checked');

/** Evidence that was there and could not say. */
const isUnread = (finding: Finding): boolean =>
  finding.outcome === 'unknown' && finding.reason !== 'absent' && finding.basis === 'evidence';

/** Two papers that disagree decide nothing: a statement for is held up by a statement against. */
function disputed(findings: readonly Finding[], wanted: 'yes' | 'no', favourable: readonly Finding[]): boolean {
  const onPaperOnly = favourable.every((finding) => finding.assurance === 'stated');
  return onPaperOnly && findings.some((finding) => finding.outcome !== 'unknown' && finding.outcome !== wanted);
}

/**
 * The value of a feature on which applicability depends. A `yes` has a place and stands; a `no` must be as strong as a pass would need.
 */
export function mergeFeature(findings: readonly Finding[], least: Assurance): Ruling {
  const shown = mergeAtom(findings, 'no', least);
  if (shown.truth === 'false') return { truth: 'true', assurance: shown.assurance, decidedBy: shown.decidedBy };
  if (shown.truth === 'true') return { truth: 'false', assurance: shown.assurance, decidedBy: shown.decidedBy };
  return shown;
}

const strongest = (findings: readonly Finding[]): Assurance => findings.map((finding) => finding.assurance).reduce(stronger);
