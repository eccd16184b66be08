import type { Assurance } from '../model/assurance.ts';
import { isAtLeast, stronger } from '../model/assurance.ts';
import type { Finding } from '../model/finding.ts';
import type { Criterion, Verdict } from '../model/scheme.ts';
import { atomsOf } from './evaluate-rule.ts';
import type { Ruling } from './merge-atom.ts';
import type { WeighedStatement } from './weighed-statement.ts';

type Open = Ruling & { readonly verdict: Verdict };

/**
 * A criterion that the findings leave open, with the component statements that name it: passed by one that holds and is sure enough, of several by the
 * surest; else as open as it was, and what keeps the statements from counting is named. Never asked where a finding is against.
 */
export function withStatements(judgement: Open, named: readonly WeighedStatement[], least: Assurance, contested: boolean): Open {
  const enough = named.filter(({ ruling }) => counts(ruling, least, contested));
  if (enough.length > 0) {
    const assurance = enough.map(({ ruling }) => ruling.assurance as Assurance).reduce(stronger);
    const surest = enough.filter(({ ruling }) => ruling.assurance === assurance);
    return { verdict: 'pass', truth: 'true', assurance, decidedBy: together(surest.map(({ ruling }) => ruling)) };
  }
  return { ...judgement, decidedBy: together([judgement, ...named.map(({ ruling }) => ruling)]) };
}

function counts({ truth, assurance }: Ruling, least: Assurance, contested: boolean): boolean {
  if (truth !== 'true' || assurance === null || !isAtLeast(assurance, least)) return false;
  return !(contested && assurance === 'stated');
}

/** Two papers that disagree decide nothing: whether anything, if only a statement, speaks against what the criterion wants. */
export const isContested = ({ rule }: Criterion, byProbe: ReadonlyMap<string, readonly Finding[]>): boolean =>
  atomsOf(rule).some(({ probe, is }) => (byProbe.get(probe) ?? []).some(({ outcome }) => outcome !== 'unknown' && outcome !== is));

const together = (rulings: readonly Ruling[]): readonly Finding[] => [...new Set(rulings.flatMap(({ decidedBy }) => decidedBy))];
