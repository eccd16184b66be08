import type { StatementDocument } from './component-statement.ts';

/** Conditions that the catalogue adds to an imported certificate stand under this name, and nothing else does. */
const reserved = 'mapping-';

export type StatementFault = { readonly code: 'DUPLICATE' | 'DATES' | 'RESERVED'; readonly path: readonly (string | number)[] };

/** What no shape says of a statement: something named twice, an end before the beginning, a condition under a name that is the catalogue's. Null: nothing. */
export function statementFault(statement: Omit<StatementDocument, 'number' | 'source'>): StatementFault | null {
  const twice = namedTwice(statement);
  if (twice !== null) return { code: 'DUPLICATE', path: twice };
  if (statement.until < statement.issued) return { code: 'DATES', path: ['until'] };
  const taken = statement.conditions.findIndex((condition) => condition.id.startsWith(reserved));
  return taken < 0 ? null : { code: 'RESERVED', path: ['conditions', taken, 'id'] };
}

type Named = readonly (readonly [key: string, path: StatementFault['path']])[];

function namedTwice({ conditions, satisfies, component }: Parameters<typeof statementFault>[0]): StatementFault['path'] | null {
  const lists: readonly Named[] = [
    conditions.map(({ id }, index) => [id, ['conditions', index, 'id']]),
    satisfies.map(({ scheme, vintage }, index) => [`${scheme} ${vintage}`, ['satisfies', index, 'scheme']]),
    ...satisfies.map(({ criteria }, index): Named => criteria.map((id, at) => [id, ['satisfies', index, 'criteria', at]])),
    component.versions.map(({ version, hardware }, index) => [
      JSON.stringify([version, hardware]),
      ['component', 'versions', index, 'version'],
    ]),
  ];
  for (const list of lists) {
    const seen = new Set<string>();
    for (const [key, path] of list) {
      if (seen.has(key)) return path;
      seen.add(key);
    }
  }
  return null;
}
