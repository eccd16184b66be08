import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sign1 } from '@auth0/cose';
// @ts-expect-error: it comes without types
import { Bitstring } from '@digitalbazaar/bitstring';
import * as cborg from 'cborg';
import { CompactSign, compactVerify, importJWK } from 'jose';
import { nodePlatform } from '../../adapters/node-platform.ts';
import { decodeCoseSign1, encodeCoseSign1 } from '../cose-sign1.ts';
import { toLowS } from '../low-s.ts';
import { printedCode } from '../printed-code.ts';
import { claimsOf, issuerOf, signedLabel, signedStatusList, signedTrustList, testKey, trustContent } from './issuer-fixture.ts';
import { standingOf } from './standing.ts';
import { verifyCode } from './verify-code.ts';
import { verifyCredential } from './verify-credential.ts';
import { verifyStatusList } from './verify-status-list.ts';
import { verifyTrustList } from './verify-trust-list.ts';

// Libraries that others wrote: what they sign we verify, what we sign they verify.
const [root, key] = [await testKey(), await testKey()];
const issuer = issuerOf([key]);
const trust = await verifyTrustList(await signedTrustList(trustContent([issuer]), root), { roots: [root.jwk] }, nodePlatform);
assert.ok(trust.outcome === 'genuine');
const label = await signedLabel(claimsOf(), issuer, key);
const publicKey = await importJWK({ ...key.jwk }, 'ES256');
const privateKey = await importJWK(key.privateJwk as Parameters<typeof importJWK>[0], 'ES256');

test('jose verifies our credential, status list and trust list', async () => {
  for (const text of [label.credential, await signedStatusList('revocation', [3], issuer, key)]) {
    const { payload, protectedHeader } = await compactVerify(text, publicKey, { algorithms: ['ES256'] });
    assert.equal(protectedHeader['typ'], 'vc+jwt');
    assert.equal((JSON.parse(new TextDecoder().decode(payload)) as { issuer: string }).issuer, issuer.id);
  }
  await compactVerify(await signedTrustList(trustContent([issuer]), root), await importJWK({ ...root.jwk }, 'ES256'));
});

test('we verify a credential that jose signed', async () => {
  const [head = '', body = ''] = label.credential.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string };
  const theirs = await new CompactSign(Buffer.from(body, 'base64url')).setProtectedHeader(header).sign(privateKey);
  assert.notEqual(theirs, label.credential);
  assert.equal((await verifyCredential(theirs, trust, nodePlatform)).outcome, 'genuine');
});

test('a COSE library verifies our printed statement, and cborg reads its claims', async () => {
  const message = Sign1.decode(label.statement);
  await message.verify(publicKey as Parameters<typeof message.verify>[0]);
  const claims = cborg.decode(Uint8Array.from(message.payload), { useMaps: true }) as Map<number, unknown>;
  assert.equal((claims.get(-65537) as Map<number, unknown>).get(0), 'IQS-TEST-0000042');
});

test('we verify a printed statement that a COSE library signed', async () => {
  const { protectedHeader: header, payload, keyId } = decodeCoseSign1(label.statement);
  const made = await Sign1.sign(cborg.decode(header, { useMaps: true }) as never, new Map() as never, payload, privateKey as never);
  // Which of the two spellings of a signature comes out is chance; an issuer takes the one that we do.
  const statement = encodeCoseSign1({ protectedHeader: header, payload, signature: toLowS(Uint8Array.from(made.signature)) });
  assert.equal(keyId.length, 8);
  assert.equal((await verifyCode(printedCode(issuer.codePrefix, statement), trust, nodePlatform)).outcome, 'genuine');
});

test('the bitstring library of the status list’s authors reads our list, and we read theirs', async () => {
  const ours = await signedStatusList('suspension', [1, 42, 131_071], issuer, key);
  const { credentialSubject } = JSON.parse(Buffer.from(ours.split('.')[1] ?? '', 'base64url').toString()) as {
    credentialSubject: { encodedList: string };
  };
  const theirs = new Bitstring({ buffer: await Bitstring.decodeBits({ encoded: credentialSubject.encodedList.slice(1) }) });
  assert.deepEqual(
    [0, 1, 41, 42, 43, 131_070, 131_071].map((index) => theirs.get(index)),
    [false, true, false, true, false, false, true],
  );
  const list = new Bitstring({ length: 131_072 });
  list.set(42, true);
  const packed = Buffer.from(await list.encodeBits(), 'base64url');
  const lists = await Promise.all(
    (['revocation', 'suspension', 'refresh'] as const).map(async (purpose) =>
      verifyStatusList(await signedStatusList(purpose, purpose === 'suspension' ? packed : [], issuer, key), trust, nodePlatform),
    ),
  );
  assert.equal(
    standingOf(
      claimsOf(),
      issuer,
      lists.filter((one) => one.outcome === 'genuine'),
      '2027-04-01T12:00:00Z',
    ).standing,
    'suspended',
  );
});
