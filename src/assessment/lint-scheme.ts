import { partKinds } from '../model/dossier.ts';
import { rank, rungs } from '../model/letter.ts';
import type { Criterion, Scheme } from '../model/scheme.ts';
import type { SchemeProblem } from './compile-scheme.ts';
import { atomsOf, criteriaOf } from './evaluate-rule.ts';

/** Everything about a compiled scheme that would make a grade unsound, and what is missing for the people who use it. */
export function lintScheme(scheme: Scheme, probes: readonly string[]): readonly SchemeProblem[] {
  return [
    ...scheme.criteria.flatMap((criterion) => lintCriterion(scheme, criterion, probes)),
    ...lintPolarity(scheme),
    ...lintFeatures(scheme, probes),
    ...lintMatrix(scheme),
  ];
}

function lintCriterion(scheme: Scheme, criterion: Criterion, probes: readonly string[]): readonly SchemeProblem[] {
  const where = `criteria/${criterion.id}.yaml`;
  const problem = (code: string, detail: string): SchemeProblem => ({ code, where, detail });
  const applicability = criterion.appliesWhen === null ? [] : atomsOf(criterion.appliesWhen);
  const asked = [...atomsOf(criterion.rule), ...applicability].map((atom) => atom.probe);
  const referred = [...criteriaOf(criterion.rule), ...(criterion.appliesWhen === null ? [] : criteriaOf(criterion.appliesWhen))];
  const verdicts = new Set(criterion.examples.map((example) => example.verdict));
  const duplicates = scheme.criteria.filter((other) => other.id === criterion.id).length > 1;
  return [
    ...asked.filter((probe) => !probes.includes(probe)).map((probe) => problem('SCHEME_UNKNOWN_PROBE', `no probe ${probe}`)),
    ...applicability
      .filter((atom) => !scheme.features.includes(atom.probe))
      .map((atom) => problem('SCHEME_UNDECLARED_FEATURE', `applicability asks ${atom.probe}, which is not among the scheme's features`)),
    ...referred.flatMap((id) => lintReference(scheme, criterion, id).map((detail) => problem('SCHEME_BAD_REFERENCE', detail))),
    ...(['pass', 'fail', 'inconclusive'] as const)
      .filter((verdict) => !verdicts.has(verdict))
      .map((verdict) => problem('SCHEME_NO_EXAMPLE', `no worked example that comes to ${verdict}`)),
    ...(criterion.appliesWhen !== null && !verdicts.has('not-applicable')
      ? [problem('SCHEME_NO_EXAMPLE', 'no worked example that comes to not-applicable')]
      : []),
    ...(criterion.sources.length === 0 ? [problem('SCHEME_NO_SOURCE', 'a criterion says where it comes from')] : []),
    ...(duplicates ? [problem('SCHEME_DUPLICATE', 'two criteria with this id')] : []),
    ...(criterion.parts.some((kind) => !scheme.matrix[criterion.rung][kind].meant)
      ? [problem('SCHEME_NOT_MEANT', 'meant for a part whose cell says not-meant')]
      : []),
  ];
}

function lintReference(scheme: Scheme, criterion: Criterion, id: string): readonly string[] {
  const referred = scheme.criteria.find((other) => other.id === id);
  if (!referred) return [`no criterion ${id}`];
  if (rank(referred.rung) > rank(criterion.rung)) return [`${id} stands on a higher rung`];
  return criterion.parts.filter((kind) => !referred.parts.includes(kind)).map((kind) => `${id} is not meant for ${kind}`);
}

/** Every probe but a feature is wanted in one polarity, or the two ends of the interval would not be its extremes. */
function lintPolarity(scheme: Scheme): readonly SchemeProblem[] {
  const wanted = new Map<string, { is: string; criterion: string }>();
  const problems: SchemeProblem[] = [];
  for (const criterion of scheme.criteria) {
    for (const { probe, is } of atomsOf(criterion.rule)) {
      if (scheme.features.includes(probe)) continue;
      const before = wanted.get(probe);
      if (before && before.is !== is) {
        const detail = `${probe} is wanted ${is} here and ${before.is} in ${before.criterion}`;
        problems.push({ code: 'SCHEME_TWO_POLARITIES', where: `criteria/${criterion.id}.yaml`, detail });
      }
      wanted.set(probe, { is, criterion: criterion.id });
    }
  }
  return problems;
}

function lintFeatures(scheme: Scheme, probes: readonly string[]): readonly SchemeProblem[] {
  return scheme.features
    .filter((feature) => !probes.includes(feature))
    .map((feature) => ({ code: 'SCHEME_UNKNOWN_PROBE', where: 'scheme.yaml', detail: `no probe ${feature}` }));
}

/** No silent cell: each has criteria, or says what is to come, or that it is not meant. */
function lintMatrix(scheme: Scheme): readonly SchemeProblem[] {
  return rungs.flatMap((rung) =>
    partKinds
      .filter((kind) => {
        const cell = scheme.matrix[rung][kind];
        return cell.meant && cell.criteria.length === 0 && cell.toCome.length === 0;
      })
      .map((kind) => ({
        code: 'SCHEME_EMPTY_CELL',
        where: 'scheme.yaml',
        detail: `${rung} × ${kind}: no criterion, and nothing said to come`,
      })),
  );
}
