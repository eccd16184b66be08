import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DecodeError } from '../../foundation/decode-error.ts';
import { byCodeUnit } from '../../foundation/order.ts';
import { parseKnownLogins } from './parse-known-logins.ts';

const text = readFileSync(new URL('../../../catalogue/tables/known-logins.tsv', import.meta.url), 'utf8');
const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

test('lines, escapes and the user that stands for any', () => {
  assert.deepEqual(parseKnownLogins('# x\n*\ta%09b%25\tmirai\nroot\t\tmirai,seclists\n'), [
    { user: null, password: 'a\tb%', source: 'mirai' },
    { user: 'root', password: '', source: 'mirai,seclists' },
  ]);
});

test('a line without three fields is malformed', () => {
  for (const bad of ['root\tadmin\n', 'root\tadmin\t\n', 'a\tb\tc\td\n'])
    assert.throws(
      () => parseKnownLogins(`# x\n${bad}`),
      (error) => error instanceof DecodeError && error.code === 'malformed' && error.offset === 2,
    );
});

test('the table: sorted, each pair once, every source in the legend', () => {
  assert.deepEqual(rows, [...rows].sort(byCodeUnit));
  assert.equal(new Set(rows.map((row) => row.split('\t').slice(0, 2).join('\t'))).size, rows.length);
  const legend = new Set([...text.matchAll(/^# source (\S+) \| [^|]+ \| [^|]+ \| .+$/gm)].map(([, id]) => id));
  for (const { source } of parseKnownLogins(text)) for (const id of source.split(',')) assert.ok(legend.has(id), id);
});

test('the table holds all of Mirai and the well-known firmware passwords', () => {
  const logins = parseKnownLogins(text);
  // 62 lines in scanner.c, one of them twice.
  assert.equal(logins.filter(({ source }) => source.split(',').includes('mirai')).length, 61);
  const passwords = new Set(logins.map(({ password }) => password));
  for (const known of ['xc3511', 'ismart12', 'sohoadmin', 'hiklinux', 'wrgnd08_dlob_dir815', 'PrOw!aN_fXp', 'j1/_7sxw', 'Fireitup'])
    assert.ok(passwords.has(known), known);
});
