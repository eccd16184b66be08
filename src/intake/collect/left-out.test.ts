import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Collector } from '../../model/collector.ts';
import type { Host } from '../../model/host.ts';
import { collectAccounts } from './accounts.ts';
import { collectKeys } from './keys.ts';
import { scanned } from './scanned-fixture.ts';
import { collectSecrets } from './secrets.ts';
import { type FixtureEntry, treeOf } from './tree-fixture.ts';
import { collectUpdates } from './updates.ts';

/** What a collector found and what it noted, with places inside the tree. */
function collected<T extends { readonly at: string }>(collect: Collector<T>, files: Readonly<Record<string, FixtureEntry>>) {
  const { unpacked, context } = scanned(treeOf(files), { key: () => null } as unknown as Host);
  const notes: string[] = [];
  const place = (at: string): string => at.slice(at.indexOf('!') + 1);
  const found = collect(unpacked, { ...context, note: ({ code, at }) => notes.push(`${code} ${place(at)}`) });
  return { found: found.map((item) => ({ ...item, at: place(item.at) })), notes };
}

function accounts(files: Readonly<Record<string, FixtureEntry>>) {
  const { found, notes } = collected(collectAccounts, files);
  return { users: found.map(({ at, user, uid, password }) => `${at} ${user} ${uid} ${password.state}`), notes };
}

const root = 'root:*:0:0:root:/root:/bin/sh\n';

test('account lines that login(1) takes are read', () => {
  for (const [line, told] of [
    ['_h+x::0:0::/:/bin/sh', '_h+x 0 none'],
    ['hax:::::/:/bin/sh', 'hax null none'],
    ['hax::0x0:0::/:/bin/sh', 'hax 0 none'],
    [`hax::0:0:${'A'.repeat(5000)}:/:/bin/sh`, 'hax 0 none'],
    ['hax::0:0::/:/bin/sh\0rest', 'hax 0 none'],
    ['root::0:0::/:/bin/sh', 'root 0 none'],
  ] as const) {
    assert.deepEqual(accounts({ '/etc/passwd': `${root}${line}\n` }), {
      users: ['/etc/passwd:1 root 0 locked', `/etc/passwd:2 ${told}`],
      notes: [],
    });
  }
});

test('a user twice in shadow is told twice, the first is in force', () => {
  const files = { '/etc/passwd': 'root:x:0:0::/:/bin/sh\n', '/etc/shadow': 'root:*:1:0:99999:7:::\nroot::1:0:99999:7:::\n' };
  assert.deepEqual(accounts(files).users, ['/etc/shadow:1 root 0 locked', '/etc/shadow:2 root 0 none']);
});

test('account lines that cannot be read, and files that are too large, are noted', () => {
  assert.deepEqual(accounts({ '/etc/passwd': `${root}hax::zero:0::/:/bin/sh\n` }).notes, ['malformed /etc/passwd:2']);
  const junk = accounts({ '/etc/passwd': `hax::0:0::/:/bin/sh\n${'junk\n'.repeat(9)}` });
  assert.deepEqual(junk, { users: ['/etc/passwd:1 hax 0 none'], notes: ['malformed /etc/passwd:2'] });
  assert.deepEqual(accounts({ '/etc/passwd': 'junk\n' }).notes, ['malformed /etc/passwd:1']);
  assert.deepEqual(accounts({ '/etc/passwd': `${root}${'#'.repeat(2 ** 20)}\n` }).notes, ['limit /etc/passwd']);
  assert.deepEqual(accounts({ '/www/.htpasswd': 'not a login\n' }).notes, ['malformed /www/.htpasswd:1']);
  const many = Array.from({ length: 20_002 }, (_, index) => `u${index}::${index}:0::/:/bin/sh\n`).join('');
  const { users, notes } = accounts({ '/etc/passwd': many });
  assert.deepEqual([users.length, notes], [20_000, ['limit /etc/passwd']]);
});

test('what is plainly no account file is not noted', () => {
  const files = {
    '/etc/pam.d/passwd': 'auth required pam_unix.so\npassword include system\n',
    '/usr/share/bash-completion/completions/passwd': '# passwd(1) completion\n_passwd()\n{\n local cur:foo\n}\n',
    '/usr/bin/passwd': '\x7fELF\0',
    '/usr/sbin/shadow': 'a\0b',
    '/etc/passwd': '',
  };
  assert.deepEqual(accounts(files), { users: [], notes: [] });
});

test('secrets: long lines are read, a file beyond the limit is noted', () => {
  const secrets = (content: string) => collected(collectSecrets, { '/etc/app.conf': content });
  assert.deepEqual(
    secrets(`${'x '.repeat(5000)} cloud_password=Hunter2Hunter2\n`).found.map(({ redacted }) => redacted),
    ['Hu…14'],
  );
  assert.deepEqual(secrets(`password=Hunter2Hunter2\n${'#\n'.repeat(2 ** 19)}`).found.length, 1);
  assert.deepEqual(secrets('#'.repeat(2 ** 23 + 1)).notes, ['limit /etc/app.conf']);
});

test('keys: a block or a key file beyond the limit is noted, a bare marker is not', () => {
  const keys = (path: string, content: FixtureEntry) => collected(collectKeys, { [path]: content }).notes;
  const begin = '-----BEGIN PRIVATE KEY-----\n';
  assert.deepEqual(keys('/etc/k', `a\n${begin}${'\n'.repeat(66_000)}MC4=\n-----END PRIVATE KEY-----\n`), ['limit /etc/k:2']);
  assert.deepEqual(keys('/bin/x', `\x7fELF\0${begin}\0${'\0some text.'.repeat(9000)}`), []);
  assert.deepEqual(keys('/etc/dropbear_rsa_host_key', { content: '\0'.repeat(70_000), kind: 'data' }), [
    'limit /etc/dropbear_rsa_host_key',
  ]);
});

test('updates: a script beyond the limit is noted', () => {
  assert.deepEqual(collected(collectUpdates, { '/bin/up.sh': `#!/bin/sh\n${'#\n'.repeat(2 ** 20)}` }).notes, ['limit /bin/up.sh']);
});

test('what is repeated without end takes time in proportion', () => {
  const repeated = (text: string): string => `${text.repeat(2 ** 20 / text.length)}\n`;
  const files = {
    '/etc/a.conf': repeated('my_access_token_'),
    '/etc/b.conf': repeated('a.password.password='),
    '/etc/c.conf': repeated('curl -u '),
    '/etc/d.conf': repeated('password ://a:'),
    '/etc/init.d/S1': `#!/bin/sh\n${repeated('telnetd -u a ')}`,
    '/etc/init.d/S2': `#!/bin/sh\n${repeated('mtd -a a write_ ')}`,
  };
  const before = performance.now();
  for (const collect of [collectSecrets, collectAccounts, collectUpdates]) collected<{ readonly at: string }>(collect, files);
  assert.ok(performance.now() - before < 10_000);
});
