import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, hash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createHost } from './create-host.ts';

const host = createHost();

function withFolder(t: TestContext, tool: string, use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'iqs-'));
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`]);
  } catch {
    t.skip(`${tool} is not installed`);
    return;
  }
  try {
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('hash and bcrypt', () => {
  assert.equal(Buffer.from(host.hash('md5', new Uint8Array(0))).toString('hex'), 'd41d8cd98f00b204e9800998ecf8427e');
  assert.equal(host.bcrypt('U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'), true);
  assert.equal(host.bcrypt('U*V', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'), false);
  assert.equal(host.bcrypt('x', '$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'), false);
  assert.equal(host.bcrypt('x', '$1$abc$def'), false);
});

test('keys in every encoding node:crypto writes', () => {
  const pairs = [
    ['rsa', 2048, generateKeyPairSync('rsa', { modulusLength: 2048 }), 'pkcs1'],
    ['ec', 384, generateKeyPairSync('ec', { namedCurve: 'P-384' }), 'sec1'],
    ['ed25519', 256, generateKeyPairSync('ed25519'), 'pkcs8'],
  ] as const;
  for (const [kind, bits, { publicKey, privateKey }, own] of pairs) {
    const fingerprint = hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'hex');
    for (const type of ['pkcs8', own] as const) {
      for (const format of ['pem', 'der'] as const) {
        const encoded = Buffer.from(privateKey.export({ type, format } as never) as string | Buffer);
        assert.deepEqual(host.key(encoded), { kind, bits, private: true, encrypted: false, fingerprint });
      }
    }
    for (const format of ['pem', 'der'] as const) {
      const encoded = Buffer.from(publicKey.export({ type: 'spki', format } as never) as string | Buffer);
      assert.deepEqual(host.key(encoded), { kind, bits, private: false, encrypted: false, fingerprint });
    }
    for (const format of ['pem', 'der'] as const) {
      const locked = privateKey.export({ type: 'pkcs8', format, cipher: 'aes-128-cbc', passphrase: 'x' } as never) as string | Buffer;
      assert.equal(host.key(Buffer.from(locked))?.encrypted, true);
    }
  }
  assert.equal(host.key(Buffer.from('-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n')), null);
  assert.equal(host.key(Buffer.from('no key')), null);
  assert.equal(host.key(Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff)), null);
  assert.equal(host.key(new Uint8Array(0)), null);
});

test('OpenSSH keys agree with ssh-keygen', (t) => {
  withFolder(t, 'ssh-keygen', (folder) => {
    for (const [type, kind, bits] of [
      ['rsa', 'rsa', 2048],
      ['ecdsa', 'ec', 521],
      ['ed25519', 'ed25519', 256],
    ] as const) {
      const file = join(folder, type);
      execFileSync('ssh-keygen', ['-q', '-t', type, ...(type === 'ed25519' ? [] : ['-b', String(bits)]), '-N', '', '-f', file]);
      // ssh-keygen exports no Ed25519 key.
      const pem = type === 'ed25519' ? undefined : execFileSync('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', `${file}.pub`]);
      const known = pem && hash('sha256', createPublicKey(pem).export({ type: 'spki', format: 'der' }), 'hex');
      const read = host.key(readFileSync(file));
      const open = host.key(readFileSync(`${file}.pub`));
      assert.deepEqual({ ...read, fingerprint: '' }, { kind, bits, private: true, encrypted: false, fingerprint: '' });
      assert.equal(read?.fingerprint, open?.fingerprint);
      if (known !== undefined) assert.equal(read?.fingerprint, known);
      execFileSync('ssh-keygen', ['-q', '-p', '-N', 'secret', '-f', file]);
      assert.deepEqual(host.key(readFileSync(file)), { kind, bits, private: true, encrypted: true, fingerprint: null });
    }
  });
});

test('certificates agree with openssl', (t) => {
  withFolder(t, 'openssl', (folder) => {
    const out = join(folder, 'c.der');
    const days = ['-not_before', '20240101000000Z', '-not_after', '20341231235959Z'];
    const make = (extra: readonly string[]): void => {
      const common = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'k.pem'), '-outform', 'DER', '-out', out];
      execFileSync('openssl', [...common, '-sha256', '-subj', '/C=DE/O=Example, Inc/CN=device', ...extra], { stdio: 'ignore' });
    };
    try {
      make(days);
    } catch {
      make([]);
    }
    const der = readFileSync(out);
    const facts = host.certificate(der);
    assert.ok(facts !== null);
    assert.equal(facts.subject, 'CN=device,O=Example\\, Inc,C=DE');
    assert.equal(facts.subject, facts.issuer);
    assert.deepEqual(
      [facts.key, facts.bits, facts.signature, facts.selfSigned, facts.ca],
      ['rsa', 2048, 'sha256WithRSAEncryption', true, true],
    );
    assert.match(facts.notBefore, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(facts.sha256, hash('sha256', new X509Certificate(der).raw, 'hex'));
    assert.equal(host.certificate(der.subarray(0, 100)), null);
    assert.equal(host.key(der), null);
    const dsa = join(folder, 'dsa.pem');
    execFileSync('openssl', ['dsaparam', '-genkey', '-noout', '-out', dsa, '1024'], { stdio: 'ignore' });
    const key = host.key(readFileSync(dsa));
    assert.deepEqual([key?.kind, key?.bits, key?.private], ['dsa', 1024, true]);
  });
});
