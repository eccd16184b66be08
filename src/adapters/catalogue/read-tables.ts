import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../../foundation/user-error.ts';
import { readServicePrograms } from '../../model/service-program.ts';
import type { ComponentSignature, EndOfLife, KnownLogin, Tables } from '../../model/tables.ts';

/** Reads catalogue/tables and catalogue/signatures. Refuses a malformed row with `CATALOGUE_TABLE`. */
export function readTables(catalogue: string): Tables {
  const table = (name: string): string => readFileSync(join(catalogue, 'tables', `${name}.tsv`), 'utf8');
  const files = readdirSync(join(catalogue, 'signatures')).sort();
  const sources = files.map((file) => readFileSync(join(catalogue, 'signatures', file), 'utf8'));
  const names = ['known-logins', 'end-of-life', 'services'] as const;
  return {
    knownLogins: rows(table('known-logins'), 'known-logins', 3).map(knownLogin),
    endOfLife: rows(table('end-of-life'), 'end-of-life', 4).map(([component, line, ended, source]) => ({ component, line, ended, source }) as EndOfLife),
    servicePrograms: readServicePrograms(table('services')),
    signatures: sources.map((source) => parse(source) as ComponentSignature),
    digests: Object.fromEntries([...names.map((name) => [name, sha256(table(name))] as const), ['signatures', sha256(sources.join('\0'))] as const]),
  };
}

function knownLogin([user = '', password = '', sources = '']: readonly string[]): KnownLogin {
  return { user: user === '*' ? null : unescape(user), password: unescape(password), source: sources };
}

const unescape = (text: string): string => text.replace(/%([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function rows(text: string, name: string, columns: number): readonly (readonly string[])[] {
  return text.split('\n').flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    const cells = line.split('\t');
    if (cells.length === columns) return [cells];
    throw new UserError('CATALOGUE_TABLE', `${cells.length} columns`, `catalogue/tables/${name}.tsv:${index + 1}`, `give it ${columns}, parted by tabs`);
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
