import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../../foundation/user-error.ts';
import type { ComponentRequest } from '../../issuance/component-request.ts';
import { statementFault } from '../../model/statement-fault.ts';
import { componentRequestSchema } from '../dossier/component-statement-schema.ts';
import { faults, largestStatement } from '../dossier/read-component-statement.ts';
import { readStrictYaml, yamlPlace } from '../dossier/strict-yaml.ts';

/**
 * The statement that an issuer is asked to sign: a component statement without `number`, `source`, `issued` and `status`. `issuedAt`: RFC 3339 in UTC, whole seconds. Refused as
 * `readComponentStatement` refuses, and what is no file of at most 256 KiB with `STATEMENT_TOO_LARGE`.
 */
export function readComponentRequest(path: string, issuedAt: string): ComponentRequest {
  const stat = statSync(path);
  if (!stat.isFile() || stat.size > largestStatement)
    throw new UserError(
      'STATEMENT_TOO_LARGE',
      stat.isFile() ? `${stat.size} bytes` : 'no file',
      path,
      `give a file below ${largestStatement} bytes`,
    );
  const { value, source } = readStrictYaml(readFileSync(path, 'utf8'), path, {
    schema: componentRequestSchema,
    prefix: 'STATEMENT',
    see: 'docs/spec/component-statement.md: the issuer sets number, source, issued and status',
  });
  const { iqs: _, ...statement } = value;
  const fault = statementFault({ ...statement, issued: issuedAt.slice(0, 10) });
  if (fault !== null) {
    const [what, mend] = faults[fault.code];
    throw new UserError(`STATEMENT_${fault.code}`, what, yamlPlace(source, fault.path), mend);
  }
  return { statement, issuedAt };
}
