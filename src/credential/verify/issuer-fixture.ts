import { webcrypto } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { nodePlatform } from '../../adapters/node-platform.ts';
import { labelToSign } from '../../issuance/label-to-sign.ts';
import { signJws } from '../../issuance/sign-jws.ts';
import { type SignedLabel, signLabel } from '../../issuance/sign-label.ts';
import type { StatementDocument } from '../../model/component-statement.ts';
import type { LabelClaims } from '../../model/label-claims.ts';
import type { PublicJwk } from '../../model/register-entry.ts';
import type { Signer } from '../../model/signer.ts';
import { componentPayload } from '../component-credential.ts';
import { jwsSigningInput } from '../jws.ts';
import { claimsBytes } from '../label-credential.ts';
import { bitsOf, statusListPayload } from '../status-list.ts';
import { type StatusPurpose, statusListUrl } from '../status-place.ts';
import { type TrustedIssuer, type TrustListContent, trustListPayload } from '../trust-list.ts';
import { keyId } from './es256.ts';

/** A key of a test, with its private half. */
export type TestKey = Signer & { readonly privateJwk: object };

export async function testKey(privateJwk?: object): Promise<TestKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const privateKey =
    privateJwk === undefined
      ? (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])).privateKey
      : await webcrypto.subtle.importKey('jwk', privateJwk as webcrypto.JsonWebKey, algorithm, true, ['sign']);
  const exported = await webcrypto.subtle.exportKey('jwk', privateKey);
  const jwk: PublicJwk = { kty: 'EC', crv: 'P-256', x: exported.x as string, y: exported.y as string };
  const sign = async (bytes: Uint8Array): Promise<Uint8Array> =>
    new Uint8Array(await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, Uint8Array.from(bytes)));
  return { jwk, kid: await keyId(nodePlatform, jwk), sign, privateJwk: { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.y, d: exported.d } };
}

export const claimsOf = (changes: Partial<LabelClaims> = {}): LabelClaims => ({
  number: 'IQS-TEST-0000042',
  product: { name: 'Lumen Cam 1', model: 'LC-1', maker: 'Lumen Home', category: 'camera', type: 'device' },
  parts: [
    {
      id: 'device',
      kind: 'device',
      name: 'Camera',
      letter: 'D',
      assurance: 'checked',
      versions: [{ version: '1.4.2', hardware: 'A' }],
      digests: ['0f'.repeat(32)],
    },
  ],
  letter: 'D',
  assurance: { lowest: 'checked', at: 3, of: 17 },
  scheme: { id: 'iqs-2027', vintage: '2027', digest: 'ab'.repeat(32) },
  assessment: 'cd'.repeat(32),
  restsOn: [],
  gradedOn: '2027-03-01',
  updatesUntil: '2031-12-31',
  issuedAt: '2027-03-02T09:30:00Z',
  validUntil: '2030-03-01T23:59:59Z',
  ...changes,
});

export const issuerOf = (keys: readonly Signer[], changes: Partial<TrustedIssuer> = {}): TrustedIssuer => ({
  id: 'https://body.example/',
  name: 'Test Certification Body',
  body: 'TEST',
  codePrefix: 'HTTPS://REGISTER.EXAMPLE/C/',
  statusLists: 'https://register.example/status/test/',
  training: false,
  keys: keys.map(({ kid, jwk }) => ({ kid, jwk, from: '2027-01-01T00:00:00Z', until: '2028-12-31T23:59:59Z', compromised: null })),
  ...changes,
});

export const trustContent = (issuers: readonly TrustedIssuer[], changes: Partial<TrustListContent> = {}): TrustListContent => ({
  iqs: 'trust-list/1',
  name: 'Test trust list',
  sequence: 7,
  issuedAt: '2027-03-01T00:00:00Z',
  nextUpdate: '2027-06-01T00:00:00Z',
  issuers,
  log: 'register.example+00000000+AAAA',
  witnesses: [],
  quorum: 0,
  ...changes,
});

export const signedTrustList = (content: TrustListContent, root: Signer): Promise<string> =>
  signJws(jwsSigningInput('iqs-trust-list+jwt', root.kid, trustListPayload(content)), root);

export async function signedLabel(claims: LabelClaims, issuer: TrustedIssuer, key: Signer): Promise<SignedLabel> {
  const digest = new Uint8Array(await webcrypto.subtle.digest('SHA-256', claimsBytes(claims)));
  return signLabel(labelToSign(claims, digest, key.kid, issuer), issuer.codePrefix, key);
}

export const documentOf = (changes: Partial<StatementDocument> = {}): StatementDocument => ({
  number: 'IQS-TEST-0000042',
  source: 'iqs',
  level: 'connectivity',
  claims: [],
  component: { name: 'Example Radio', maker: 'Example Radios Ltd', versions: [{ version: '3.2', hardware: 'rev B' }] },
  satisfies: [{ scheme: 'iqs-2027', vintage: '2027-pre.2', criteria: ['updates-authentic'] }],
  conditions: [
    { id: 'debug-locked', words: 'The debug port is locked.', check: null },
    { id: 'no-remote-debug', words: 'No shell over the network.', check: { probe: 'remote-shell-at-boot', is: 'no' } },
  ],
  issued: '2027-03-02',
  until: '2029-02-28',
  assurance: 'checked',
  ...changes,
});

/** A component statement's credential, issued at half past nine on its first day. */
export const signedComponent = (statement: StatementDocument, issuer: TrustedIssuer, key: Signer): Promise<string> =>
  signJws(
    jwsSigningInput('vc+jwt', key.kid, componentPayload(statement, `${statement.issued}T09:30:00Z`, issuer.id, issuer.statusLists)),
    key,
  );

export function signedStatusList(
  purpose: StatusPurpose,
  set: readonly number[] | Uint8Array,
  issuer: TrustedIssuer,
  key: Signer,
  from = '2027-04-01T00:00:00Z',
  until = '2027-04-02T00:00:00Z',
  list = 0,
): Promise<string> {
  const packed = set instanceof Uint8Array ? set : gzipSync(bitsOf(set));
  const id = statusListUrl(issuer.statusLists, purpose, list);
  return signJws(jwsSigningInput('vc+jwt', key.kid, statusListPayload({ id, issuer: issuer.id, purpose, from, until, packed })), key);
}
