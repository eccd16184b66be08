import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { latin1 } from '../../foundation/byte-reader.ts';
import type { CertificateExhibit, KeyExhibit } from '../../model/exhibits.ts';
import type { CertificateFacts, Host, KeyFacts } from '../../model/host.ts';
import { collectCertificates } from './certificates.ts';
import { collectKeys } from './keys.ts';
import { scanned } from './scanned-fixture.ts';
import { type FixtureEntry, treeOf } from './tree-fixture.ts';

/** A host that hashes and reads keys as Node does; a certificate is whatever begins with the byte 0x30. */
const keyHost: Host = {
  hash: (algorithm: string, bytes: Uint8Array) => new Uint8Array(createHash(algorithm).update(bytes).digest()),
  key: (encoded: Uint8Array): KeyFacts | null => {
    const input = Buffer.from(encoded);
    const pem = input.includes('-----BEGIN');
    return (
      attempt(() => createPrivateKey(pem ? input : { key: input, format: 'der', type: 'pkcs8' })) ??
      attempt(() => createPublicKey(pem ? input : { key: input, format: 'der', type: 'spki' }))
    );
  },
  certificate: (der: Uint8Array): CertificateFacts | null =>
    der[0] === 0x30 ? ({ subject: `CN=${der.length}` } as CertificateFacts) : null,
} as unknown as Host;

function attempt(open: () => KeyObject): KeyFacts | null {
  try {
    const key = open();
    const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });
    return {
      kind: key.asymmetricKeyType ?? 'unknown',
      bits: key.asymmetricKeyDetails?.modulusLength ?? null,
      private: key.type === 'private',
      encrypted: false,
      fingerprint: createHash('sha256').update(spki).digest('hex'),
    };
  } catch {
    return null;
  }
}

type Files = Readonly<Record<string, FixtureEntry>>;

function keys(files: Files): readonly KeyExhibit[] {
  const { unpacked, context } = scanned(treeOf(files), keyHost);
  return collectKeys(unpacked, context);
}

function certificates(files: Files): readonly CertificateExhibit[] {
  const { unpacked, context } = scanned(treeOf(files), keyHost);
  return collectCertificates(unpacked, context);
}

const brief = (files: Files): readonly string[] =>
  keys(files).map(
    ({ at, kind, bits, private: secret, encrypted }) =>
      `${at.slice(at.indexOf('!') + 1)} ${kind} ${bits} ${secret ? 'private' : 'public'}${encrypted ? ' encrypted' : ''}`,
  );

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const ed = generateKeyPairSync('ed25519');
const fingerprint = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
const number = (text: string | undefined): Buffer => {
  const bytes = Buffer.from(text ?? '', 'base64url');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
};
const strings = (...parts: readonly (Buffer | string)[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      parts.flatMap((part) => {
        const size = Buffer.alloc(4);
        size.writeUInt32BE(part.length);
        return [size, Buffer.from(part)];
      }),
    ),
  );

const rsaJwk = rsa.privateKey.export({ format: 'jwk' });
const dropbearRsa = strings('ssh-rsa', number(rsaJwk.e), number(rsaJwk.n), number(rsaJwk.d), number(rsaJwk.p), number(rsaJwk.q));
const ecJwk = ec.privateKey.export({ format: 'jwk' });
const point = Buffer.concat([Buffer.of(4), Buffer.from(ecJwk.x ?? '', 'base64url'), Buffer.from(ecJwk.y ?? '', 'base64url')]);
const dropbearEc = strings('ecdsa-sha2-nistp256', 'nistp256', point, number(ecJwk.d));
const edJwk = ed.privateKey.export({ format: 'jwk' });
const edPublic = Buffer.from(edJwk.x ?? '', 'base64url');
const dropbearEd = strings('ssh-ed25519', Buffer.concat([Buffer.from(edJwk.d ?? '', 'base64url'), edPublic]));

test('PEM keys in text, by line, and inside programs', () => {
  const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const spki = ec.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const found = keys({
    '/etc/a.conf': `# key\n${pkcs1}${spki}`,
    '/bin/b': `\x7fELF\0\0${pkcs1}\0`,
    '/etc/c.json': `{"k":"${pkcs1.replace(/\n/g, '\\n')}"}`,
  });
  assert.deepEqual(
    found.map(({ at, kind, private: secret, known }) => [at.slice(at.indexOf('!')), kind, secret, known]),
    [
      ['!/bin/b', 'rsa', true, null],
      ['!/etc/a.conf:2', 'rsa', true, null],
      [`!/etc/a.conf:${2 + pkcs1.trim().split('\n').length}`, 'ec', false, null],
      ['!/etc/c.json:1', 'rsa', true, null],
    ],
  );
  assert.equal(found[0]?.fingerprint, fingerprint(rsa.publicKey));
});

test('markers and examples are no keys', () => {
  const marker = '-----BEGIN RSA PRIVATE KEY-----';
  const end = '-----END RSA PRIVATE KEY-----';
  assert.deepEqual(
    brief({
      '/sbin/sshd': `\x7fELF\0${marker}\0${end}\0`,
      '/etc/x': `${marker}\n...\n${end}\n`,
      '/etc/y': `${marker}\nQUJDREVGR0hJSktMTU5PUFFSU1Q=\n${end}\n`,
    }),
    [],
  );
});

test('encrypted keys are said to be so', () => {
  const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }).toString();
  const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }).toString();
  assert.deepEqual(brief({ '/a': pkcs8, '/b': pkcs1 }), ['/a:1 unknown null private encrypted', '/b:1 rsa null private encrypted']);
});

test('DER, dropbear, OpenSSH and PuTTY files', () => {
  const blob = Buffer.from(strings('ssh-ed25519', edPublic)).toString('base64');
  const found = keys({
    '/etc/dropbear/dropbear_ecdsa_host_key': dropbearEc,
    '/etc/dropbear/dropbear_ed25519_host_key': dropbearEd,
    '/etc/dropbear/dropbear_rsa_host_key': dropbearRsa,
    '/etc/k.key': new Uint8Array(rsa.privateKey.export({ type: 'pkcs8', format: 'der' })),
    '/etc/p.ppk': `PuTTY-User-Key-File-2: ssh-ed25519\r\nEncryption: aes256-cbc\r\nComment: x\r\nPublic-Lines: 1\r\n${blob}\r\n`,
    '/root/.ssh/authorized_keys': `# admins\nno-pty ssh-ed25519 ${blob} me@here\nssh-rsa AAAAbad\n`,
  });
  assert.deepEqual(
    found.map(({ at, kind, private: secret, encrypted }) => [at.split('/').pop(), kind, secret, encrypted]),
    [
      ['dropbear_ecdsa_host_key', 'ec', true, false],
      ['dropbear_ed25519_host_key', 'ed25519', true, false],
      ['dropbear_rsa_host_key', 'rsa', true, false],
      ['k.key', 'rsa', true, false],
      ['p.ppk', 'ed25519', true, true],
      ['authorized_keys:2', 'ed25519', false, false],
    ],
  );
  assert.deepEqual(
    found.map(({ fingerprint: print }) => print),
    [ec, ed, rsa, rsa, ed, ed].map((pair) => fingerprint(pair.publicKey)),
  );
  assert.deepEqual(
    found.slice(0, 3).map(({ bits }) => bits),
    [256, 256, 1024],
  );
});

test('a cut or changed dropbear key never throws', () => {
  fc.assert(
    fc.property(fc.nat(dropbearRsa.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
      const changed = dropbearRsa.slice(0, cut ? at : undefined);
      if (!cut) changed[at] = byte;
      assert.ok(keys({ '/dropbear_rsa_host_key': changed }).length <= 1);
    }),
    { numRuns: 200 },
  );
});

test('a bundle of certificates: each with its line; DER by content', () => {
  const pem = (size: number): string =>
    `-----BEGIN CERTIFICATE-----\n${Buffer.alloc(size, 0x30).toString('base64')}\n-----END CERTIFICATE-----\n`;
  const found = certificates({
    '/etc/ca.pem': `# bundle\n${pem(20)}${pem(30)}`,
    '/etc/d.der': { content: Uint8Array.of(0x30, 0x82, 0, 4, 0x30, 0x82, 0, 0), kind: 'certificate' },
    '/etc/e.crt': latin1(Uint8Array.of(0x41)),
    '/etc/f.pem': rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  });
  assert.deepEqual(
    found.map(({ at, subject }) => `${at.split('/').pop()} ${subject}`),
    ['ca.pem:2 CN=20', 'ca.pem:5 CN=30', 'd.der CN=8'],
  );
});
