import { UserError } from '../../foundation/user-error.ts';
import type { ComponentStatement } from '../../model/component-statement.ts';
import { type StatementFault, statementFault } from '../../model/statement-fault.ts';
import { componentStatementSchema } from './component-statement-schema.ts';
import { readStrictYaml, yamlPlace } from './strict-yaml.ts';

/** A statement beyond this is none. */
export const largestStatement = 2 ** 18;

/** What is wrong, and what to do about it. */
export const faults: Readonly<Record<StatementFault['code'], readonly [what: string, mend: string]>> = {
  DUPLICATE: ['it stands here twice', 'name it once'],
  DATES: ['it ends before it is issued', 'correct the dates'],
  RESERVED: ["names that begin with mapping- are the catalogue's", 'call it something else'],
};

/**
 * Reads a component statement (docs/spec/component-statement.md) from the bytes of a YAML or JSON file. Refuses, with line and column where there is one:
 * more than 256 KiB (`STATEMENT_TOO_LARGE`), what is not UTF-8, no YAML, or an alias (`STATEMENT_YAML`), a text that YAML 1.1 and 1.2 read differently
 * (`STATEMENT_AMBIGUOUS`), another shape (`STATEMENT_SHAPE`), something named twice (`STATEMENT_DUPLICATE`), an end before the beginning
 * (`STATEMENT_DATES`), and a condition under a name that is the catalogue's (`STATEMENT_RESERVED`).
 */
export function readComponentStatement(bytes: Uint8Array, name: string): ComponentStatement {
  if (bytes.length > largestStatement)
    throw new UserError('STATEMENT_TOO_LARGE', `${bytes.length} bytes`, name, `keep it below ${largestStatement} bytes`);
  const { value, source } = readStrictYaml(decoded(bytes, name), name, {
    schema: componentStatementSchema,
    prefix: 'STATEMENT',
    see: 'docs/spec/component-statement.schema.json',
  });
  const { iqs: _, ...statement } = value;
  const fault = statementFault(statement);
  if (fault !== null) {
    const [what, mend] = faults[fault.code];
    throw new UserError(`STATEMENT_${fault.code}`, what, yamlPlace(source, fault.path), mend);
  }
  return statement;
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError('STATEMENT_YAML', 'not UTF-8', `${name}:1:1`, 'save it as UTF-8');
  }
}
