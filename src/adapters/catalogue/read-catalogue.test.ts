import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../foundation/user-error.ts';
import { chooseMessages } from './choose-messages.ts';
import { chooseScheme } from './choose-scheme.ts';
import { readCatalogue } from './read-catalogue.ts';

const own = fileURLToPath(new URL('../../../catalogue', import.meta.url));
let copy = '';

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'iqs-catalogue-'));
  cpSync(own, copy, { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

function change(file: string, from: string | RegExp, to: string): void {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  assert.notEqual(text.replace(from, to), text);
  writeFileSync(path, text.replace(from, to));
}

const refuses = (code: string, act: () => unknown): void =>
  assert.throws(act, (error) => error instanceof UserError && error.code === code && error.where !== '' && error.mend !== '');

const criterion = 'schemes/iqs-2027/criteria/updates-exist.yaml';

test('the same catalogue is read the same each time, and digests its tables', () => {
  const first = readCatalogue(copy);
  assert.deepEqual(readCatalogue(copy), first);
  assert.equal(chooseScheme(first).digest, chooseScheme(readCatalogue(copy)).digest);
  change('tables/end-of-life.tsv', /$/, '# a remark\n');
  const second = readCatalogue(copy);
  assert.notEqual(second.tables.digests['end-of-life'], first.tables.digests['end-of-life']);
  assert.equal(second.tables.digests['known-logins'], first.tables.digests['known-logins']);
});

test('a criterion that changes changes the digest of the scheme', () => {
  const before = chooseScheme(readCatalogue(copy)).digest;
  change(criterion, /^title: /m, 'title: Very ');
  assert.notEqual(chooseScheme(readCatalogue(copy)).digest, before);
});

test('what does not fit is refused, by file', () => {
  for (const [file, from, to] of [
    [criterion, /^rung: .*/m, 'rung: H'],
    [criterion, /^title: /m, 'colour: red\ntitle: '],
    ['schemes/iqs-2027/scheme.yaml', /^cap: .*/m, 'cap: 9'],
    ['messages/nl.yaml', /^name: .*/m, ''],
    ['signatures/busybox.yaml', /^name: .*/m, 'name: [busybox]'],
    ['signatures/iptables.yaml', '(?:[^\\0]{1,80}\\0{1,16}){0,4}', '(?:[^\\0]{0,80}\\0+){0,4}'],
  ] as const) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    change(file, from, to);
    refuses('CATALOGUE_SHAPE', () => readCatalogue(copy));
    writeFileSync(path, text);
  }
  change('tables/end-of-life.tsv', /$/, 'one\ttwo\n');
  refuses('CATALOGUE_TABLE', () => readCatalogue(copy));
});

test('a scheme whose parts do not fit together is refused with the lint\u2019s code', () => {
  change(criterion, /probe: [a-z-]+/, 'probe: no-such-probe');
  assert.throws(() => chooseScheme(readCatalogue(copy)), UserError);
});

test('schemes and languages that there are not', () => {
  const catalogue = readCatalogue(copy);
  refuses('SCHEME_UNKNOWN', () => chooseScheme(catalogue, 'iqs-1999'));
  refuses('LANGUAGE_UNKNOWN', () => chooseMessages(catalogue, 'tlh'));
  assert.equal(chooseMessages(catalogue, 'nl').fallback?.language, 'en');
  assert.equal(chooseMessages(catalogue, 'en').fallback, undefined);
});
