import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ZodType } from 'zod';
import { byCodeUnit } from '../../foundation/order.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Messages } from '../../model/message.ts';
import type { CriterionSource, SchemeSource } from '../../model/scheme-source.ts';
import { messagesSchema } from './messages-schema.ts';
import { readTables, tableText } from './read-tables.ts';
import { criterionSchema, schemeSchema } from './scheme-schema.ts';

/** Reads and checks the whole catalogue folder. Refuses a file that does not fit with `CATALOGUE_SHAPE`, saying where. */
export function readCatalogue(catalogue: string): Catalogue {
  const schemes = join(catalogue, 'schemes');
  return {
    tables: readTables(catalogue),
    endOfLifeText: tableText(catalogue, 'end-of-life'),
    schemes: folders(schemes).map((id) => ({
      source: checked<SchemeSource>(join(schemes, id, 'scheme.yaml'), schemeSchema),
      criteria: yamlFiles(join(schemes, id, 'criteria')).map((file) => checked<CriterionSource>(file, criterionSchema)),
    })),
    messages: yamlFiles(join(catalogue, 'messages')).map(readMessages),
  };
}

const folders = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path).sort(byCodeUnit) : []);

const yamlFiles = (path: string): readonly string[] =>
  folders(path)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(path, file));

function checked<T>(file: string, schema: ZodType): T {
  const result = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data as T;
  const [issue] = result.error.issues;
  throw new UserError(
    'CATALOGUE_SHAPE',
    issue?.message ?? 'does not fit',
    `${file}: ${issue?.path.join('.') ?? ''}`,
    'see docs/howto/add-a-criterion.md',
  );
}

/** A language's texts; the file is named after its tag. */
const readMessages = (file: string): Messages => checked<Messages>(file, messagesSchema);
