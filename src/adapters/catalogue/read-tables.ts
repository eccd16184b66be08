import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ZodType } from 'zod';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import { parseKnownLogins } from '../../intake/passwords/parse-known-logins.ts';
import type { StatementMapping } from '../../model/component-statement.ts';
import { readServicePrograms } from '../../model/service-program.ts';
import type { ComponentSignature, EndOfLife, Tables } from '../../model/tables.ts';
import { signatureSchema } from './signature-schema.ts';
import { statementMappingSchema } from './statement-mapping-schema.ts';

/** Reads catalogue/tables, catalogue/signatures and catalogue/components. Refuses a malformed row with `CATALOGUE_TABLE`. */
export function readTables(catalogue: string): Tables {
  const table = (name: string): string => tableText(catalogue, name);
  const files = readdirSync(join(catalogue, 'signatures')).sort();
  const sources = files.map((file) => readFileSync(join(catalogue, 'signatures', file), 'utf8'));
  const mappingFiles = existsSync(join(catalogue, 'components')) ? readdirSync(join(catalogue, 'components')).sort() : [];
  const mappings = mappingFiles.map((file) => readFileSync(join(catalogue, 'components', file), 'utf8'));
  const names = ['known-logins', 'end-of-life', 'services', 'vendors'] as const;
  const statementMappings = mappings.map((source, index) =>
    checked<StatementMapping>(statementMappingSchema, source, `components/${mappingFiles[index]}`, mappingHelp),
  );
  return {
    knownLogins: parseKnownLogins(table('known-logins')),
    endOfLife: readEndOfLife(table('end-of-life')),
    servicePrograms: readServicePrograms(table('services')),
    vendors: table('vendors'),
    statementMappings,
    signatures: sources.map((source, index) =>
      checked<ComponentSignature>(signatureSchema, source, `signatures/${files[index]}`, signatureHelp),
    ),
    digests: Object.fromEntries([
      ...names.map((name) => [name, sha256(table(name))] as const),
      ['signatures', sha256(sources.join('\0'))] as const,
      ['component-statements', sha256(mappingsJson(statementMappings))] as const,
    ]),
  };
}

/** The rows of end-of-life.tsv. Refuses a row of more or fewer than four columns with `CATALOGUE_TABLE`. */
export const readEndOfLife = (text: string): readonly EndOfLife[] =>
  rows(text, 'end-of-life', 4).map(([component, line, ended, source]) => ({ component, line, ended, source }) as EndOfLife);

/** The mappings as an evidence bundle carries them and as their digest covers them: canonical JSON of all, every default written out. */
export const mappingsJson = (mappings: readonly StatementMapping[]): string => canonicalJson(mappings);

/** A table's file, as its digest covers it. */
export const tableText = (catalogue: string, name: string): string => readFileSync(join(catalogue, 'tables', `${name}.tsv`), 'utf8');

const signatureHelp = 'docs/howto/add-a-component-signature.md';
const mappingHelp = 'docs/spec/component-statement.md';

function checked<T>(schema: ZodType, source: string, file: string, help: string): T {
  const result = schema.safeParse(parse(source));
  if (result.success) return result.data as T;
  const [issue] = result.error.issues;
  throw new UserError(
    'CATALOGUE_SHAPE',
    issue?.message ?? 'does not fit',
    `catalogue/${file}: ${issue?.path.join('.') ?? ''}`,
    `see ${help}`,
  );
}

function rows(text: string, name: string, columns: number): readonly (readonly string[])[] {
  return text.split('\n').flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    const cells = line.split('\t');
    if (cells.length === columns) return [cells];
    throw new UserError(
      'CATALOGUE_TABLE',
      `${cells.length} columns`,
      `catalogue/tables/${name}.tsv:${index + 1}`,
      `give it ${columns}, parted by tabs`,
    );
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
