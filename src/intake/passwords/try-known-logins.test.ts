import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Host } from '../../model/host.ts';
import type { KnownPassword } from '../../model/password-memo.ts';
import type { KnownLogin } from '../../model/tables.ts';
import { tryKnownLogins } from './try-known-logins.ts';

const asked: string[] = [];
const host = {
  hash: (algorithm: string, bytes: Uint8Array) => new Uint8Array(createHash(algorithm).update(bytes).digest()),
  bcrypt: (password: string) => {
    asked.push(password);
    return false;
  },
} as unknown as Host;

const login = (user: string | null, password: string, source: string): KnownLogin => ({ user, password, source });
const table: readonly KnownLogin[] = [
  login(null, 'sohoadmin', 'openwrt-toh'),
  login('admin', 'xc3511', 'mirai'),
  login('admin', 'zeta', 'routersploit'),
  login('root', 'alpha', 'routersploit'),
  login('root', 'vizxv', 'mirai,routersploit'),
  login('root', 'xc3511', 'mirai'),
];
const bcrypt = `$2b$04$${'a'.repeat(53)}`;

test('order: empty, the name, its reverse, the user by Mirai, by others, Mirai, and for a slow hash no more', () => {
  asked.length = 0;
  const result = tryKnownLogins({ user: 'root', scheme: 'bcrypt', hash: bcrypt }, table, host);
  assert.deepEqual(asked, ['', 'root', 'toor', 'vizxv', 'xc3511', 'alpha']);
  assert.deepEqual(result, { known: null, tried: 6 });
});

test('a fast hash is tried with the whole table; tried counts up to the hit', () => {
  const hash = '$1$iqsiqs12$b1kK9B63xMEAYzZpQ713R1';
  assert.deepEqual(tryKnownLogins({ user: 'root', scheme: 'md5', hash }, table, host), { known: 'sohoadmin', tried: 7 });
  const other = tryKnownLogins({ user: 'root', scheme: 'md5', hash: hash.replace('b1kK', 'b1kL') }, table, host);
  assert.deepEqual(other, { known: null, tried: 8 });
});

test('what cannot be tried is tried 0 times', () => {
  for (const scheme of ['yescrypt', 'unrecognised', 'scrypt'])
    assert.deepEqual(tryKnownLogins({ user: 'root', scheme, hash: '$y$j9T$a$b' }, table, host), { known: null, tried: 0 });
});

test('the memo is asked first and told last', () => {
  const memo = new Map<string, KnownPassword>();
  const account = { user: 'root', scheme: 'bcrypt', hash: bcrypt };
  const first = tryKnownLogins(account, table, host, { memo });
  asked.length = 0;
  assert.deepEqual(tryKnownLogins(account, table, host, { memo }), first);
  assert.deepEqual(asked, []);
  assert.deepEqual([...memo.keys()], [`${bcrypt}|root`]);
});

test('a dear hash stops at its allowance', () => {
  const many = Array.from({ length: 400 }, (_, i) => login('root', `p${i}`, 'routersploit'));
  asked.length = 0;
  assert.deepEqual(tryKnownLogins({ user: 'root', scheme: 'bcrypt', hash: `$2b$12$${'a'.repeat(53)}` }, many, host), {
    known: null,
    tried: 32,
  });
  assert.equal(asked.length, 32);
});

test('a run stops trying when its effort is used up', () => {
  const hash = '$1$iqsiqs12$b1kK9B63xMEAYzZpQ713R1';
  const effort = { left: 100 };
  assert.equal(tryKnownLogins({ user: 'root', scheme: 'md5', hash }, table, host, { effort }).known, 'sohoadmin');
  assert.ok(effort.left <= 0);
  assert.deepEqual(tryKnownLogins({ user: 'root', scheme: 'md5', hash }, table, host, { effort }), { known: null, tried: 0 });
});
