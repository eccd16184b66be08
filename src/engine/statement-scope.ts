import { type Assurance, weaker } from '../model/assurance.ts';
import type { ComponentStatement, StatementCondition, StatementMapping } from '../model/component-statement.ts';
import type { PartKind } from '../model/dossier.ts';
import type { Scheme } from '../model/scheme.ts';

/** What a statement may satisfy in a part, under which conditions, and what it names in vain. */
export type StatementScope = {
  readonly criteria: readonly string[];
  /** Named for this scheme and beyond what its source may satisfy. */
  readonly beyond: readonly string[];
  readonly conditions: readonly StatementCondition[];
  /** The most it counts as. */
  readonly assurance: Assurance;
};

/**
 * Our own statements satisfy what they name. An imported one satisfies, of what it names, what the catalogue's mapping of its source and level allows,
 * under the mapping's conditions besides its own: whoever copies a certificate into a dossier cannot make it say more than it does.
 */
export function statementScope(
  statement: ComponentStatement,
  kind: PartKind,
  scheme: Scheme,
  mappings: readonly StatementMapping[],
): StatementScope {
  const named = statement.satisfies
    .filter((one) => one.scheme === scheme.id && one.vintage === scheme.vintage)
    .flatMap((one) => one.criteria);
  const meant = new Set(scheme.criteria.filter(({ parts }) => parts.includes(kind)).map(({ id }) => id));
  const { assurance, conditions } = statement;
  if (statement.source === 'iqs') return { criteria: named.filter((id) => meant.has(id)), beyond: [], conditions, assurance };
  const levels = mappings
    .filter((mapping) => mapping.source === statement.source && mapping.scheme === scheme.id && mapping.vintage === scheme.vintage)
    .flatMap((mapping) => mapping.levels)
    .filter(({ level, claims }) => level === statement.level && claims.every((claim) => statement.claims.includes(claim)));
  const allowed = new Set(levels.flatMap(({ criteria }) => criteria));
  return {
    criteria: named.filter((id) => meant.has(id) && allowed.has(id)),
    beyond: named.filter((id) => !allowed.has(id)),
    // The mapping's come last and under names of their own, so that a file's condition of the same name replaces none.
    conditions: [
      ...conditions,
      ...levels.flatMap((level) => level.conditions).map((condition) => ({ ...condition, id: `mapping-${condition.id}` })),
    ],
    assurance: levels.map((level) => level.assurance).reduce(weaker, weaker(assurance, 'checked')),
  };
}
