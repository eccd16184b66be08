import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../../foundation/user-error.ts';
import { parseKnownLogins } from '../../intake/passwords/parse-known-logins.ts';
import { readServicePrograms } from '../../model/service-program.ts';
import type { ComponentSignature, EndOfLife, Tables } from '../../model/tables.ts';
import { signatureSchema } from './signature-schema.ts';

/** Reads catalogue/tables and catalogue/signatures. Refuses a malformed row with `CATALOGUE_TABLE`. */
export function readTables(catalogue: string): Tables {
  const table = (name: string): string => tableText(catalogue, name);
  const files = readdirSync(join(catalogue, 'signatures')).sort();
  const sources = files.map((file) => readFileSync(join(catalogue, 'signatures', file), 'utf8'));
  const names = ['known-logins', 'end-of-life', 'services', 'vendors'] as const;
  return {
    knownLogins: parseKnownLogins(table('known-logins')),
    endOfLife: readEndOfLife(table('end-of-life')),
    servicePrograms: readServicePrograms(table('services')),
    vendors: table('vendors'),
    signatures: sources.map((source, index) => signature(source, files[index] as string)),
    digests: Object.fromEntries([
      ...names.map((name) => [name, sha256(table(name))] as const),
      ['signatures', sha256(sources.join('\0'))] as const,
    ]),
  };
}

/** The rows of end-of-life.tsv. Refuses a row of more or fewer than four columns with `CATALOGUE_TABLE`. */
export const readEndOfLife = (text: string): readonly EndOfLife[] =>
  rows(text, 'end-of-life', 4).map(([component, line, ended, source]) => ({ component, line, ended, source }) as EndOfLife);

/** A table's file, as its digest covers it. */
export const tableText = (catalogue: string, name: string): string => readFileSync(join(catalogue, 'tables', `${name}.tsv`), 'utf8');

function signature(source: string, file: string): ComponentSignature {
  const result = signatureSchema.safeParse(parse(source));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UserError(
    'CATALOGUE_SHAPE',
    issue?.message ?? 'does not fit',
    `catalogue/signatures/${file}: ${issue?.path.join('.') ?? ''}`,
    'see docs/howto/add-a-component-signature.md',
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
