import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Host } from '../../model/host.ts';
import { desCrypt } from './des-crypt.ts';
import { md5Crypt } from './md5-crypt.ts';
import { ntHash } from './nt-hash.ts';
import { passwordTester } from './password-tester.ts';
import { ldapSaltedSha, mosquittoSaltedSha } from './salted-sha.ts';
import { parseShaCrypt } from './sha-crypt.ts';

const host = {
  hash: (algorithm: string, bytes: Uint8Array) => new Uint8Array(createHash(algorithm).update(bytes).digest()),
  bcrypt: (password: string, hash: string) => password === 'right' && hash.startsWith('$2'),
} as unknown as Host;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Published: FACT's and OpenIPC's findings, the SHA-crypt specification, libxcrypt's and John's self-tests. */
const vectors: readonly (readonly [scheme: string, hash: string, password: string])[] = [
  ['des', 'iqX1l21Q/mht6', 'ismart12'],
  ['des', 'absxcfbgXtb3o', 'xc3511'],
  ['des', 'xt5USRjG7rEDE', 'j1/_7sxw'],
  ['des', 'ST0P8z9dZb6Jg', 'root'],
  ['bsdi', '_J9..XXXXsqM/YSSP..Y', '*U*U*U*U*'],
  ['bsdi', '_J9..SDizh.vll5VED9g', 'ab1234567'],
  ['md5', '$1$iqsiqs12$b1kK9B63xMEAYzZpQ713R1', 'sohoadmin'],
  ['md5', '$1$$oCLuEVgI1iAqOA8pwkzAg1', 'root'],
  ['md5', '$1$RYIwEiRA$d5iRRVQ5ZeRTrJwGjRy.B0', 'xmhdipc'],
  ['apr1', '$apr1$nMebU24m$ofpVAehRJU5Jq8KUcsVYj1', 'dragon'],
  ['sha256', '$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5', 'Hello world!'],
  [
    'sha512',
    '$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.',
    'Hello world!',
  ],
  ['nt', '$3$$8846f7eaee8fb117ad06bdd830b7586c', 'password'],
  ['htdigest', 'root:all:a6564902a687c445cbd80bab194c42d5', 'ismart12'],
  ['ldap-sha', '{SHA}0DPiKuNIrrVmD8IUCuw1hQxNqZc=', 'admin'],
  ['mosquitto', '$6$AQIDBAUG$LJOy7+x1cwKlJ74yCwBak1Vn83DyaKE5NvpC7zMcxwNux1pl+BEs5RH/YIjJKm/hOE+9D3CpvHrEGqYQM4SqjA==', '123456'],
];

test('published hashes match their clear text and no other', () => {
  for (const [scheme, hash, password] of vectors) {
    const tester = passwordTester(scheme, hash, host);
    assert.ok(tester !== null, hash);
    assert.equal(tester.test(password), true, hash);
    assert.equal(tester.test(`x${password}`), false, hash);
    assert.equal(tester.test(''), false, hash);
  }
});

test('hashes that are malformed or ask for too much work are not tried', () => {
  const sha = `$6$rounds=100001$salt$${'a'.repeat(86)}`;
  const refused: readonly (readonly [string, string])[] = [
    ['des', 'iqX1l21Q/mh'],
    ['des', 'iqX1l21Q/mh:o'],
    ['bsdi', '_zzzz1234abcdefghijk'],
    ['md5', '$1$saltsaltsalt$DlSyKvZKMR9A9Uj9e9wR3/'],
    ['md5', '$1$iqsiqs12$b1kK9B63xMEAYzZpQ713R'],
    ['sha512', sha],
    ['sha512', '$6$salt$short'],
    ['bcrypt', `$2b$15$${'a'.repeat(53)}`],
    ['bcrypt', '$2b$10$short'],
    ['nt', '$3$$nothex'],
    ['yescrypt', '$y$j9T$abc$def'],
    ['unrecognised', 'aBcDeFgHiJkLm.N3/'],
  ];
  for (const [scheme, hash] of refused) assert.equal(passwordTester(scheme, hash, host), null, hash);
  assert.ok(passwordTester('sha512', sha.replace('100001', '100000'), host) !== null);
  assert.equal(parseShaCrypt(`$5$rounds=10$salt$${'a'.repeat(43)}`)?.rounds, 1000);
});

test('bcrypt is asked of the host, and fewer the dearer', () => {
  const cheap = passwordTester('bcrypt', `$2y$05$${'a'.repeat(53)}`, host);
  assert.equal(cheap?.test('right'), true);
  assert.equal(cheap?.test('wrong'), false);
  assert.ok((cheap?.allowance ?? 0) > (passwordTester('bcrypt', `$2y$12$${'a'.repeat(53)}`, host)?.allowance ?? 0));
});

test('salted SHA: with and without a salt', () => {
  const salt = bytes('pepper');
  const digest = createHash('sha1').update('secret').update(salt).digest();
  assert.equal(ldapSaltedSha(`{SSHA}${Buffer.concat([digest, salt]).toString('base64')}`, host)?.(bytes('secret')), true);
  assert.equal(ldapSaltedSha('{SHA}short', host), null);
  assert.equal(mosquittoSaltedSha('$6$salt$hash', host), null);
});

/** Independent tools; a test that lacks its own is skipped and says so. */
const oracles = { crypt: 'perl', apr1: 'openssl' };

const itoa64 = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const saltText = (least: number, most: number) => fc.string({ unit: fc.constantFrom(...itoa64), minLength: least, maxLength: most });
const clearText = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 0,
  maxLength: 40,
});

/** crypt(3) through perl, many at once: [password, setting] → hash, empty where this libcrypt has no such scheme. */
function cryptOracle(pairs: readonly (readonly [string, string])[]): readonly string[] | null {
  const script = 'while (<STDIN>) { chomp; my ($p, $s) = map { pack "H*", $_ } split / /, $_, -1; print((crypt($p, $s) // ""), "\n") }';
  const hexed = (text: string): string => Buffer.from(text).toString('hex');
  const input = `${pairs.map(([password, setting]) => `${hexed(password)} ${hexed(setting)}`).join('\n')}\n`;
  const run = spawnSync(oracles.crypt, ['-e', script], { input, encoding: 'utf8' });
  return run.status === 0 ? run.stdout.split('\n').slice(0, pairs.length) : null;
}

const settings: readonly (readonly [scheme: string, setting: fc.Arbitrary<string>, runs: number])[] = [
  ['des', saltText(2, 2), 300],
  ['bsdi', saltText(4, 4).map((salt) => `_8...${salt}`), 60],
  ['md5', saltText(0, 8).map((salt) => `$1$${salt}$`), 200],
  ['sha256', saltText(1, 16).map((salt) => `$5$rounds=1000$${salt}$`), 20],
  ['sha512', saltText(1, 16).map((salt) => `$6$rounds=1000$${salt}$`), 20],
];

for (const [scheme, setting, runs] of settings) {
  test(`${scheme}: as crypt(3) has it`, (t) => {
    const pairs = fc.sample(fc.tuple(clearText, setting), { numRuns: runs, seed: 7 });
    const hashes = cryptOracle(pairs);
    if (hashes?.some((hash) => hash.length >= 13) !== true) return t.skip('no perl, or its crypt(3) lacks this scheme');
    pairs.forEach(([password], i) => {
      const hash = hashes[i] ?? '';
      if (hash.length < 13 || hash.startsWith('*')) return;
      assert.equal(passwordTester(scheme, hash, host)?.test(password), true, `${password} ${hash}`);
      assert.equal(passwordTester(scheme, hash, host)?.test(`~${password}`), false, `~${password} ${hash}`);
    });
  });
}

test('apr1: as openssl has it', (t) => {
  for (const [password, salt] of fc.sample(fc.tuple(clearText, saltText(1, 8)), { numRuns: 12, seed: 3 })) {
    if (password === '') continue;
    const run = spawnSync(oracles.apr1, ['passwd', '-apr1', '-salt', salt, '-stdin'], { input: `${password}\n`, encoding: 'utf8' });
    if (run.status !== 0) return t.skip('no openssl');
    assert.equal(md5Crypt(run.stdout.trim())?.(bytes(password)), true, run.stdout);
  }
});

test('no text makes a parser throw', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 120 }),
      fc.constantFrom('', '$1$', '$5$', '$6$', '_', '{SHA}', '$2b$10$', '$3$$'),
      (text, prefix) => {
        for (const scheme of ['des', 'bsdi', 'md5', 'apr1', 'sha256', 'sha512', 'bcrypt', 'nt', 'ldap-sha', 'mosquitto'])
          passwordTester(scheme, prefix + text, host);
        assert.equal(typeof (desCrypt(text) ?? ntHash(text) ?? (() => false))(bytes(text)), 'boolean');
      },
    ),
  );
});
