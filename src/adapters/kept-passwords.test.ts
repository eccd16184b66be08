import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { tryKnownLogins } from '../intake/passwords/try-known-logins.ts';
import { createHost } from './create-host.ts';
import { keptPasswords } from './kept-passwords.ts';

const tables = {
  knownLogins: [],
  signatures: [],
  endOfLife: [],
  servicePrograms: [],
  vendors: '',
  digests: { 'known-logins': 'ab'.repeat(32) },
};
const scratch = (): string => mkdtempSync(join(tmpdir(), 'iqs-kept-'));

test('an answer is there for the next run, and the hash is not in the file', () => {
  const folder = scratch();
  keptPasswords(tables, folder).set('$1$salt$hash|root', { known: 'xc3511', tried: 7 });
  assert.deepEqual(keptPasswords(tables, folder).get('$1$salt$hash|root'), { known: 'xc3511', tried: 7 });
  assert.ok(!readFileSync(join(folder, readdirSync(folder)[0] as string), 'utf8').includes('$1$'));
});

test('a damaged cache is an empty one', () => {
  const folder = scratch();
  keptPasswords(tables, folder).set('a|b', { known: null, tried: 7 });
  const file = join(folder, readdirSync(folder)[0] as string);
  for (const text of ['{', '[]', '{"a":{"known":1}}', 'null']) {
    writeFileSync(file, text);
    assert.equal(keptPasswords(tables, folder).get('a|b'), undefined);
  }
});

test('a full cache and an empty one give the same answers, down to where the effort ends', () => {
  const host = createHost();
  const table = Array.from({ length: 40 }, (_, n) => ({ user: null, password: `password-${n}`, source: 'test' }));
  const logins = Array.from({ length: 8 }, (_, n) => ({ user: `user${n}`, scheme: 'md5', hash: `$1$salt${n}$qYVbJmXxvTq2fGJb1eQ1n/` }));
  const kept = keptPasswords(tables, scratch());
  const run = (): unknown => {
    const effort = { left: 6000 };
    return logins.map((login) => tryKnownLogins(login, table, host, { memo: new Map(), kept, effort }));
  };
  const first = run();
  assert.deepEqual(run(), first);
  assert.ok((first as readonly { tried: number }[]).some(({ tried }) => tried === 0));
});
