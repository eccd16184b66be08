// OpenSSL's own server: a sound one is found sound, and one broken in a single way is named by that way.
import assert from 'node:assert/strict';
import { getDiffieHellman } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import type { CheckId } from '../../../model/network-exhibits.ts';
import { derEncode } from '../../der.ts';
import { folderFor, writeIn } from '../lab-fixture.ts';
import { type CertificateWish, certificateIn, goodName, namedBy, needsOpenssl, said, scanLoopback, sServer } from './tls-lab-fixture.ts';

/** A server with such a certificate and options has these faults under private trust, and no others. */
async function isNamed(
  context: TestContext,
  {
    wish = {},
    options = [],
    faults,
  }: { readonly wish?: CertificateWish; readonly options?: readonly string[]; readonly faults: readonly CheckId[] },
): Promise<Awaited<ReturnType<typeof scanLoopback>>> {
  const port = await sServer(context, certificateIn(folderFor(context), wish), ...options);
  const scan = await scanLoopback(port);
  assert.deepEqual([...namedBy(scan, 'yes')].sort(), [...faults].sort(), JSON.stringify(scan.checks));
  return scan;
}

const sound = ['-no_tls1', '-no_tls1_1', '-cipher', 'ECDHE+AESGCM:ECDHE+CHACHA20'];
const before13 = ['-no_tls1_3', ...sound];

test('a sound server has no fault, and every check is answered', needsOpenssl, async (context) => {
  const scan = await isNamed(context, { options: sound, faults: [] });
  assert.deepEqual(namedBy(scan, 'unknown'), []);
  assert.deepEqual(scan.problems, []);
  assert.match(said(scan, 'long-lived-ticket'), /^no: tickets are good for \d{3,5} s$/);
  const [tls] = scan.tls;
  assert.equal(tls?.version, 'TLS1.3');
  assert.deepEqual(tls?.offered?.versions, ['TLS1.2', 'TLS1.3']);
  assert.deepEqual(tls?.offered?.ciphers.toSorted(), [
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
    'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
    'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  ]);
  assert.deepEqual(
    scan.certificates.map(({ subject }) => subject),
    [`CN=${goodName}`, 'CN=Maker CA'],
  );
});

test('TLS 1.0', needsOpenssl, async (context) => {
  const scan = await isNamed(context, {
    options: ['-cipher', 'ECDHE+AES:@SECLEVEL=0'],
    faults: ['old-version'],
  });
  assert.equal(said(scan, 'old-version'), 'yes: TLS1.0 TLS1.1');
});

test('a suite without encryption', needsOpenssl, async (context) => {
  const scan = await isNamed(context, {
    options: ['-no_tls1_3', '-no_tls1', '-no_tls1_1', '-cipher', 'ECDHE+AESGCM:ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0'],
    faults: ['weak-cipher'],
  });
  assert.equal(said(scan, 'weak-cipher'), 'yes: TLS_ECDHE_ECDSA_WITH_NULL_SHA');
});

test('only exchanges with the key of the certificate', needsOpenssl, async (context) => {
  await isNamed(context, {
    wish: { key: 'rsa' },
    options: ['-no_tls1_3', '-no_tls1', '-no_tls1_1', '-cipher', 'AES128-GCM-SHA256:AES256-GCM-SHA384'],
    faults: ['no-forward-secrecy'],
  });
});

for (const [version, options] of [
  ['1.3', sound],
  ['1.2', before13],
] as const) {
  test(`an expired certificate, TLS ${version}`, needsOpenssl, async (context) => {
    const time = ['200101000000Z', '210101000000Z'] as const;
    const scan = await isNamed(context, { wish: { time }, options, faults: ['expired-certificate'] });
    assert.match(said(scan, 'expired-certificate'), /^yes: CN=device\.example, .*2020.* to .*2021/);
  });

  test(`a wrong name, TLS ${version}`, needsOpenssl, async (context) => {
    const scan = await isNamed(context, { wish: { name: 'other.example' }, options, faults: ['wrong-name'] });
    assert.match(said(scan, 'wrong-name'), /not made out to device\.example: DNS:other\.example/);
  });
}

test('signed by itself, where the public has to trust it', needsOpenssl, async (context) => {
  const port = await sServer(context, certificateIn(folderFor(context), { selfSigned: true }), ...sound);
  const scan = await scanLoopback(port, { trust: 'public' });
  assert.deepEqual([...namedBy(scan, 'yes')].sort(), ['not-logged-certificate', 'self-signed', 'untrusted-chain']);
  assert.deepEqual(namedBy(scan, 'unknown'), ['revoked-certificate']);
});

test('an RSA key of 1024 bits', needsOpenssl, async (context) => {
  const options = ['-no_tls1', '-no_tls1_1', '-cipher', 'ECDHE+AESGCM:@SECLEVEL=0'];
  const scan = await isNamed(context, { wish: { key: 'rsa1024' }, options, faults: ['weak-key'] });
  assert.match(said(scan, 'weak-key'), /^yes: rsa of 1024 bits: CN=device\.example$/);
});

test('a certificate signed with SHA-1', needsOpenssl, async (context) => {
  const options = ['-no_tls1', '-no_tls1_1', '-cipher', 'ECDHE+AESGCM:@SECLEVEL=0'];
  const scan = await isNamed(context, { wish: { digest: 'sha1' }, options, faults: ['weak-signature'] });
  assert.match(said(scan, 'weak-signature'), /sha1/i);
});

/** Group 2 of RFC 2409 (6.2), as DHParameter of PKCS #3: OpenSSL's server takes none that it made so small itself. */
function smallField(): string {
  const prime = getDiffieHellman('modp2').getPrime();
  const numbers = Buffer.concat([derEncode(2, Buffer.concat([Buffer.of(0), prime])), derEncode(2, Buffer.of(2))]);
  return `-----BEGIN DH PARAMETERS-----\n${Buffer.from(derEncode(0x30, numbers)).toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END DH PARAMETERS-----\n`;
}

test('a field of 1024 bits', needsOpenssl, async (context) => {
  const field = writeIn(folderFor(context), 'dh.pem', smallField());
  const options = ['-no_tls1_3', '-no_tls1', '-no_tls1_1', '-dhparam', field, '-cipher', 'DHE+AESGCM:@SECLEVEL=0'];
  const scan = await isNamed(context, { wish: { key: 'rsa' }, options, faults: ['weak-group'] });
  assert.equal(said(scan, 'weak-group'), 'yes: a field of 1024 bits');
});

test('a client may begin a new handshake', needsOpenssl, async (context) => {
  await isNamed(context, { options: ['-client_renegotiation', ...before13], faults: ['client-renegotiation'] });
});

test('every suite that OpenSSL still has', needsOpenssl, async (context) => {
  const port = await sServer(
    context,
    certificateIn(folderFor(context), { key: 'rsa' }),
    '-cipher',
    'ALL:COMPLEMENTOFALL:@SECLEVEL=0',
    '-tls1_2',
  );
  const scan = await scanLoopback(port);
  assert.match(said(scan, 'weak-cipher'), /TLS_RSA_WITH_NULL_SHA256/);
  assert.match(said(scan, 'weak-cipher'), /TLS_ECDH_anon_WITH_NULL_SHA/);
});
