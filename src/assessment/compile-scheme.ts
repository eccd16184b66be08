import { byCodeUnit } from '../foundation/order.ts';
import type { PartKind } from '../model/dossier.ts';
import { partKinds } from '../model/dossier.ts';
import type { Rung } from '../model/letter.ts';
import { rungs } from '../model/letter.ts';
import type { Cell, Criterion, Rule, Scheme } from '../model/scheme.ts';
import type { CriterionSource, RuleSource, SchemeSource } from '../model/scheme-source.ts';
import { criteriaOf } from './evaluate-rule.ts';

/** Why a scheme cannot be used, and where to mend it. */
export type SchemeProblem = { readonly code: string; readonly where: string; readonly detail: string };

/**
 * Turns a scheme's source into what is judged by: `not` pushed down, criteria in the order they rest on each other, cells filled.
 * The digest is left empty: the caller has the hash function.
 */
export function compileScheme(
  source: SchemeSource,
  criteria: readonly CriterionSource[],
): { scheme: Scheme; problems: readonly SchemeProblem[] } {
  const compiled = criteria.map(compileCriterion).sort((a, b) => byCodeUnit(a.id, b.id));
  const { ordered, problems: circles } = inOrderOfReference(compiled);
  const problems = [...criteria.flatMap(negatedReferences), ...circles];
  const matrix = Object.fromEntries(rungs.map((rung) => [rung, cellsOf(source, ordered, rung)])) as Scheme['matrix'];
  return { scheme: { ...source, matrix, criteria: ordered, digest: '' }, problems };
}

function compileCriterion(source: CriterionSource): Criterion {
  return {
    ...source,
    rule: pushDown(source.rule, false),
    appliesWhen: source.appliesWhen === null ? null : pushDown(source.appliesWhen, false),
  };
}

/** A rule may only ask that another criterion passes: `not` over one would make a failing criterion good for something. */
function negatedReferences({ id, rule, appliesWhen }: CriterionSource): readonly SchemeProblem[] {
  const negated = (source: RuleSource, under: boolean): readonly string[] => {
    if ('not' in source) return negated(source.not, true);
    if ('probe' in source) return [];
    if ('criterion' in source) return under ? [source.criterion] : [];
    return ('all' in source ? source.all : source.any).flatMap((part) => negated(part, under));
  };
  return [rule, ...(appliesWhen === null ? [] : [appliesWhen])]
    .flatMap((source) => negated(source, false))
    .map((criterion) => ({ code: 'SCHEME_NEGATED_CRITERION', where: `criteria/${id}.yaml`, detail: `not over criterion ${criterion}` }));
}

function pushDown(rule: RuleSource, negated: boolean): Rule {
  if ('not' in rule) return pushDown(rule.not, !negated);
  if ('probe' in rule) return negated ? { probe: rule.probe, is: rule.is === 'yes' ? 'no' : 'yes' } : rule;
  if ('criterion' in rule) return rule;
  const parts = ('all' in rule ? rule.all : rule.any).map((part) => pushDown(part, negated));
  return 'all' in rule !== negated ? { all: parts } : { any: parts };
}

function cellsOf(source: SchemeSource, criteria: readonly Criterion[], rung: Rung): Readonly<Record<PartKind, Cell>> {
  const cell = (kind: PartKind): Cell => {
    const stated = source.matrix[rung][kind];
    const ids = criteria.filter((criterion) => criterion.rung === rung && criterion.parts.includes(kind)).map((criterion) => criterion.id);
    return { criteria: ids, toCome: stated === 'not-meant' ? [] : stated, meant: stated !== 'not-meant' };
  };
  return Object.fromEntries(partKinds.map((kind) => [kind, cell(kind)])) as Record<PartKind, Cell>;
}

/** Criteria after those they rest on; what goes round in a circle is a problem and stays where it was. */
function inOrderOfReference(criteria: readonly Criterion[]): { ordered: readonly Criterion[]; problems: readonly SchemeProblem[] } {
  const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  const ordered: Criterion[] = [];
  const problems: SchemeProblem[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (criterion: Criterion): void => {
    if (state.get(criterion.id) === 'done') return;
    if (state.get(criterion.id) === 'open') {
      problems.push({
        code: 'SCHEME_CIRCULAR',
        where: `criteria/${criterion.id}.yaml`,
        detail: 'the criterion rests on itself through others',
      });
      return;
    }
    state.set(criterion.id, 'open');
    for (const id of [...criteriaOf(criterion.rule), ...(criterion.appliesWhen ? criteriaOf(criterion.appliesWhen) : [])]) {
      const referred = byId.get(id);
      if (referred) visit(referred);
    }
    state.set(criterion.id, 'done');
    ordered.push(criterion);
  };
  criteria.forEach(visit);
  return { ordered, problems };
}
