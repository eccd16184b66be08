import { all, type Truth } from '../foundation/logic.ts';
import { weaker } from '../model/assurance.ts';
import type { HandedStatement, StatementCondition, StatementStanding } from '../model/component-statement.ts';
import type { Finding } from '../model/finding.ts';
import { mergeAtom, type Ruling } from './merge-atom.ts';

/** A statement that was held against one product: what it may satisfy there, and how its conditions came out. */
export type WeighedStatement = {
  readonly handed: HandedStatement;
  readonly standing: StatementStanding;
  /** Of the scheme in hand, meant for the part's kind, and within what its source may satisfy. */
  readonly criteria: readonly string[];
  readonly conditions: readonly { readonly condition: StatementCondition; readonly ruling: Ruling }[];
  /** True only while it stands and every condition holds; its assurance is then that of the weakest link. */
  readonly ruling: Ruling;
  /** The finding about the statement itself. */
  readonly finding: Finding;
};

/** A bare statement of the maker's fulfils no condition of somebody else's paper. */
const leastForConditions = 'checked';

/**
 * What a condition comes to in the part and its hosts: one pool of findings for each host that the component sits in, and it must hold in every one.
 * A counterexample in any is enough against it.
 */
export function conditionRuling(pools: readonly (readonly Finding[])[], wanted: 'yes' | 'no'): Ruling {
  const rulings = pools.map((findings) => mergeAtom(findings, wanted, leastForConditions));
  const truth = all(rulings.map((ruling) => ruling.truth));
  const decisive = rulings.filter((ruling) => ruling.truth === truth);
  const levels = decisive.flatMap(({ assurance }) => (assurance === null ? [] : [assurance]));
  return {
    truth,
    assurance: truth === 'unknown' || levels.length === 0 ? null : levels.reduce(weaker),
    decidedBy: [...new Set(decisive.flatMap(({ decidedBy }) => decidedBy))],
  };
}

/** The whole of a statement: it holds while it stands and every condition does, and is as sure as its weakest link. */
export function statementRuling(standing: StatementStanding, own: Finding, conditions: readonly Ruling[]): Ruling {
  const truth: Truth = standing === 'counts' ? 'true' : standing === 'condition-open' ? 'unknown' : 'false';
  const named = truth === 'unknown' ? conditions.filter((ruling) => ruling.truth === 'unknown') : truth === 'true' ? conditions : [];
  const levels = conditions.flatMap(({ assurance }) => (assurance === null ? [] : [assurance]));
  return {
    truth,
    assurance: truth === 'true' ? levels.reduce(weaker, own.assurance) : null,
    decidedBy: [...new Set([own, ...named.flatMap(({ decidedBy }) => decidedBy)])],
  };
}
