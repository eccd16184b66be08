import { UserError } from '../../foundation/user-error.ts';
import type { ComponentStatement } from '../../model/component-statement.ts';
import { componentStatementSchema } from './component-statement-schema.ts';
import { readStrictYaml, type YamlPath, type YamlSource, yamlPlace } from './strict-yaml.ts';

/** A statement beyond this is none. */
const largest = 2 ** 18;

/** Conditions that the catalogue adds to an imported certificate stand under this name, and nothing else does. */
const reserved = 'mapping-';

/**
 * Reads a component statement (docs/spec/component-statement.md) from the bytes of a YAML or JSON file. Refuses, with line and column where there is one:
 * more than 256 KiB (`STATEMENT_TOO_LARGE`), what is not UTF-8, no YAML, or an alias (`STATEMENT_YAML`), a text that YAML 1.1 and 1.2 read differently
 * (`STATEMENT_AMBIGUOUS`), another shape (`STATEMENT_SHAPE`), something named twice (`STATEMENT_DUPLICATE`), an end before the beginning
 * (`STATEMENT_DATES`), and a condition under a name that is the catalogue's (`STATEMENT_RESERVED`).
 */
export function readComponentStatement(bytes: Uint8Array, name: string): ComponentStatement {
  if (bytes.length > largest) throw new UserError('STATEMENT_TOO_LARGE', `${bytes.length} bytes`, name, `keep it below ${largest} bytes`);
  const { value, source } = readStrictYaml(decoded(bytes, name), name, {
    schema: componentStatementSchema,
    prefix: 'STATEMENT',
    see: 'docs/spec/component-statement.schema.json',
  });
  const { iqs: _, ...statement } = value;
  refuseTwice(statement, source);
  if (statement.until < statement.issued)
    throw new UserError(
      'STATEMENT_DATES',
      `it ends on ${statement.until}, before it is issued`,
      yamlPlace(source, ['until']),
      'correct the dates',
    );
  const taken = statement.conditions.findIndex((condition) => condition.id.startsWith(reserved));
  if (taken >= 0)
    throw new UserError(
      'STATEMENT_RESERVED',
      `names that begin with ${reserved} are the catalogue's`,
      yamlPlace(source, ['conditions', taken, 'id']),
      'call it something else',
    );
  return statement;
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError('STATEMENT_YAML', 'not UTF-8', `${name}:1:1`, 'save it as UTF-8');
  }
}

function refuseTwice({ conditions, satisfies, component }: ComponentStatement, source: YamlSource): void {
  const lists: readonly (readonly (readonly [key: string, path: YamlPath])[])[] = [
    conditions.map(({ id }, index) => [id, ['conditions', index, 'id']]),
    satisfies.map(({ scheme, vintage }, index) => [`${scheme} ${vintage}`, ['satisfies', index, 'scheme']]),
    ...satisfies.map(({ criteria }, index) => criteria.map((id, at) => [id, ['satisfies', index, 'criteria', at]] as const)),
    component.versions.map(({ version, hardware }, index) => [
      JSON.stringify([version, hardware]),
      ['component', 'versions', index, 'version'],
    ]),
  ];
  for (const list of lists) {
    const seen = new Set<string>();
    for (const [key, path] of list) {
      if (seen.has(key)) throw new UserError('STATEMENT_DUPLICATE', 'it stands here twice', yamlPlace(source, path), 'name it once');
      seen.add(key);
    }
  }
}
