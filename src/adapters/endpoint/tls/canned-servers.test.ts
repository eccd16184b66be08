// What OpenSSL no longer speaks: each fault of old servers is named, and a sound twin has none.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CheckId } from '../../../model/network-exhibits.ts';
import { broken, folderFor } from '../lab-fixture.ts';
import { type CannedPolicy, canned, sized, soundPolicy } from './canned-tls-fixture.ts';
import { certificateIn, namedBy, needsOpenssl, said, scanLoopback } from './tls-lab-fixture.ts';

/** Modulus of 512 bits, exponent, signature: a temporary RSA key (RFC 2246, 7.4.3 and D.1). */
const shortRsa = Buffer.concat([sized(Buffer.alloc(64, 0x81)), sized(Buffer.of(1, 0, 1)), sized(Buffer.alloc(64, 1))]);
const exportSuite = 0x0003;

type Case = { readonly what: string; readonly policy: Partial<CannedPolicy>; readonly faults: readonly CheckId[]; readonly detail: RegExp };

const cases: readonly Case[] = [
  {
    what: 'SSL 2.0 beside TLS 1.2',
    policy: { ssl2: [0x010080, 0x0700c0] },
    faults: ['old-version', 'weak-cipher'],
    detail: /^yes: SSL2$/,
  },
  {
    what: 'SSL 2.0 alone',
    policy: { ssl2: [0x010080], versions: [] },
    faults: ['old-version', 'weak-cipher', 'no-modern-version', 'no-forward-secrecy'],
    detail: /^yes: SSL2$/,
  },
  { what: 'SSL 3.0', policy: { versions: [0x0300, 0x0303] }, faults: ['old-version'], detail: /^yes: SSL3$/ },
  {
    what: 'SSL 3.0 to 1.1',
    policy: { versions: [0x0300, 0x0301, 0x0302] },
    faults: ['old-version', 'no-modern-version'],
    detail: /SSL3 TLS1\.0 TLS1\.1/,
  },
  { what: 'compression', policy: { compresses: true }, faults: ['compression'], detail: /^yes: method 1 is taken$/ },
  { what: 'no renegotiation_info', policy: { renegotiationInfo: false }, faults: ['insecure-renegotiation'], detail: /not answered/ },
  {
    what: 'an export suite with a temporary RSA key',
    policy: { suites: [0xc02f, exportSuite], exchange: { suite: exportSuite, body: shortRsa } },
    faults: ['weak-cipher', 'weak-group'],
    detail: /^yes: TLS_RSA_EXPORT_WITH_RC4_40_MD5$/,
  },
  {
    what: 'a fallback taken without a word',
    policy: { versions: [0x0302, 0x0303], heedsFallback: false },
    faults: ['no-downgrade-protection', 'old-version'],
    detail: /from TLS1\.2 to TLS1\.1/,
  },
];

test('a sound twin', async (context) => {
  const scan = await scanLoopback(await broken(context, canned(soundPolicy)));
  assert.deepEqual(namedBy(scan, 'yes'), []);
  assert.deepEqual(scan.tls[0]?.offered?.versions, ['TLS1.2']);
});

for (const { what, policy, faults, detail } of cases) {
  test(what, async (context) => {
    const scan = await scanLoopback(await broken(context, canned({ ...soundPolicy, ...policy })));
    assert.deepEqual([...namedBy(scan, 'yes')].sort(), [...faults].sort(), JSON.stringify(scan.checks));
    assert.match(said(scan, faults[0] ?? 'old-version'), detail);
  });
}

test('the certificate that is sent with SSL 2.0 is looked at', needsOpenssl, async (context) => {
  const { certificate } = certificateIn(folderFor(context), { key: 'rsa1024', selfSigned: true });
  const ssl2Certificate = new X509Certificate(readFileSync(certificate)).raw;
  const scan = await scanLoopback(await broken(context, canned({ ...soundPolicy, versions: [], ssl2: [0x010080], ssl2Certificate })));
  assert.equal(scan.certificates[0]?.subject, 'CN=device.example');
  assert.match(said(scan, 'weak-key'), /^yes: rsa of 1024 bits/);
});
