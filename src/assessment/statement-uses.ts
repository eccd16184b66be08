import { by } from '../foundation/order.ts';
import type { Assessment, PartAssessment, StatementRefusal, StatementUse } from '../model/assessment.ts';
import type { WeighedStatement } from './weighed-statement.ts';

/** Which statements the verdicts rest on, with the criteria each passed, and which decided nothing, and why. */
export function statementUses(
  statements: readonly WeighedStatement[],
  parts: readonly PartAssessment[],
): Required<Pick<Assessment, 'restsOn' | 'notCounted'>> {
  const weighed = statements.map((one) => {
    const verdicts = parts.find(({ id }) => id === one.handed.part)?.verdicts ?? [];
    const passed = verdicts.filter(({ verdict, decidedBy }) => verdict === 'pass' && decidedBy.includes(one.finding.id));
    return { one, verdicts, passed: passed.map(({ criterion }) => criterion) };
  });
  const order = by<StatementUse>(
    ({ part }) => part,
    ({ id }) => id,
    ({ finding }) => finding,
  );
  return {
    restsOn: weighed.flatMap(({ one, passed }) => (passed.length === 0 ? [] : [useOf(one, passed)])).sort(order),
    notCounted: weighed
      .flatMap(({ one, passed, verdicts }) => (passed.length > 0 ? [] : [{ ...useOf(one, one.criteria), why: refusalOf(one, verdicts) }]))
      .sort(order),
  };
}

function useOf({ handed, conditions, finding }: WeighedStatement, criteria: readonly string[]): StatementUse {
  const { proof } = handed;
  const { number, source, level, component, until, status } = handed.statement;
  return {
    id: number,
    source,
    level,
    component: component.name,
    part: handed.part,
    until,
    statusAsOf: status.asOf,
    criteria: [...criteria].sort(),
    conditions: conditions.map(({ condition, ruling }) => ({ id: condition.id, words: condition.words, verdict: ruling.truth })),
    finding: finding.id,
    ...(proof === undefined ? {} : { proof }),
  };
}

function refusalOf({ standing, criteria, handed }: WeighedStatement, verdicts: PartAssessment['verdicts']): StatementRefusal {
  if (standing !== 'counts') return standing;
  const open = verdicts.some(({ criterion, verdict }) => verdict === 'inconclusive' && criteria.includes(criterion));
  if (!open) return 'not-needed';
  return handed.proof !== undefined && handed.statement.status.is === 'unknown' ? 'status-unknown' : 'too-weak';
}
