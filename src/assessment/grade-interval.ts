import type { PartKind } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
import type { GradeInterval, Letter } from '../model/letter.ts';
import { better, worse } from '../model/letter.ts';
import type { Scheme } from '../model/scheme.ts';
import { asItIs, judgePart, unknownFeatures } from './judge-part.ts';
import { climbLadder } from './ladder.ts';
import type { WeighedStatement } from './weighed-statement.ts';

/** More unknown features than this are not enumerated: the interval is then an outer bound, and marked so. */
const enumeratedFeatures = 10;

/**
 * The letters a part could still have once everything unknown is known (3-assessment, Interval). Every unknown feature is tried both ways,
 * every other open atom as failed and as passed; atoms are wanted in one polarity per scheme, so the two ends are the true extremes.
 */
export function gradeInterval(
  scheme: Scheme,
  kind: PartKind,
  findings: readonly Finding[],
  statements: readonly WeighedStatement[] = [],
): GradeInterval {
  const unknown = unknownFeatures(scheme, kind, findings);
  if (unknown.length > enumeratedFeatures) return outerBound(scheme, kind, findings, statements);
  let atLeast: Letter = 'A';
  let atMost: Letter = 'G';
  for (let choice = 0; choice < 2 ** unknown.length; choice += 1) {
    const features = new Map(unknown.map((feature, bit) => [feature, (choice >> bit) & 1 ? 'yes' : 'no'] as const));
    const reach = (open: 'worst' | 'best'): Letter =>
      climbLadder(scheme, kind, judgePart(scheme, kind, findings, { open, features }, statements));
    atLeast = worse(atLeast, reach('worst'));
    atMost = better(atMost, reach('best'));
  }
  return { atLeast, atMost, bound: 'exact' };
}

/** Sound without enumeration: nothing is granted, and only what fails as things stand is held against it. */
function outerBound(scheme: Scheme, kind: PartKind, findings: readonly Finding[], statements: readonly WeighedStatement[]): GradeInterval {
  const hopeful = [...judgePart(scheme, kind, findings, asItIs, statements)].map(
    ([id, { verdict }]) => [id, { verdict: verdict === 'inconclusive' ? 'pass' : verdict }] as const,
  );
  return { atLeast: 'G', atMost: climbLadder(scheme, kind, new Map(hopeful)), bound: 'outer' };
}
