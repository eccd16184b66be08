import type { X509Certificate } from 'node:crypto';
import type { CheckId } from '../../../model/network-exhibits.ts';
import { certificateFacts } from '../../certificate-facts.ts';
import { type ChainTrust, chainTrust } from './chain-trust.ts';

/** A check without its place: what it comes to, and why. */
export type Verdict = { readonly check: CheckId; readonly result: 'yes' | 'no' | 'unknown'; readonly detail: string };

export type Presented = {
  /** Distinct chains the endpoint sent, DER, leaf first. */
  readonly chains: readonly (readonly Uint8Array[])[];
  readonly staple: Uint8Array | null;
  /** Whether timestamps of logs came in the handshake itself. */
  readonly sentTimestamps: boolean;
};

const oid = (hex: string): Buffer => Buffer.from(hex, 'hex');
/** 1.3.6.1.4.1.11129.2.4.2 and .5: signed certificate timestamps in a certificate and in an OCSP answer (RFC 6962, 3.3). */
const timestampsInCertificate = oid('060a2b06010401d679020402');
const timestampsInAnswer = oid('060a2b06010401d679020405');

/** What the certificates of an endpoint say of it. With `private` trust a maker's own authority, or none, is no fault. */
export function certificateChecks(
  presented: Presented,
  target: { readonly name: string; readonly trust: 'public' | 'private' },
  nowMs: number,
): readonly Verdict[] {
  const trusts = presented.chains.flatMap((chain) => chainTrust(chain, target.name, nowMs) ?? []);
  const all: readonly CheckId[] = [
    'expired-certificate',
    'wrong-name',
    'weak-key',
    'weak-signature',
    ...(target.trust === 'public' ? publicOnly : []),
  ];
  if (trusts.length === 0) return all.map((check) => ({ check, result: 'unknown', detail: 'no certificate was seen' }));
  const path = trusts.flatMap((trust) => trust.path);
  return [
    found(
      'expired-certificate',
      trusts.flatMap(({ outOfTime }) => outOfTime),
      'every certificate is within its time',
    ),
    found(
      'wrong-name',
      trusts.filter(({ namesHost }) => !namesHost).map(({ leaf }) => `not made out to ${target.name}: ${namesOf(leaf)}`),
      `made out to ${target.name}`,
    ),
    found('weak-key', path.flatMap(weakKey), 'keys of at least 2048 bits RSA or 224 bits on curves'),
    found('weak-signature', trusts.flatMap(weakSignatures), 'signed with SHA-2'),
    ...(target.trust === 'public' ? publicChecks(trusts, presented) : []),
  ];
}

const publicOnly: readonly CheckId[] = [
  'self-signed',
  'untrusted-chain',
  'not-logged-certificate',
  'no-revocation-answer',
  'revoked-certificate',
];

function publicChecks(trusts: readonly ChainTrust[], { staple, sentTimestamps }: Presented): readonly Verdict[] {
  const inAnswer = staple !== null && holds(staple, timestampsInAnswer);
  const bare = trusts.filter(({ leaf }) => !sentTimestamps && !inAnswer && !leaf.raw.includes(timestampsInCertificate));
  const asks = trusts.some(({ leaf }) => leaf.infoAccess?.includes('OCSP') === true);
  return [
    found(
      'self-signed',
      trusts.filter(({ selfSigned }) => selfSigned).map(({ leaf }) => `signed by itself: ${nameText(leaf.subject)}`),
      'signed by another',
    ),
    found(
      'untrusted-chain',
      trusts.filter(({ trusted }) => !trusted).map(({ path }) => `no trusted root above ${nameText(path.at(-1)?.issuer ?? '')}`),
      'ends at a root that browsers trust',
    ),
    found(
      'not-logged-certificate',
      bare.map(({ leaf }) => `no log's timestamp for ${nameText(leaf.subject)}`),
      'has timestamps of certificate logs',
    ),
    asks && staple === null
      ? { check: 'no-revocation-answer', result: 'yes', detail: 'the certificate names an OCSP responder, and no answer was stapled' }
      : {
          check: 'no-revocation-answer',
          result: 'no',
          detail: staple === null ? 'the certificate names no OCSP responder' : 'an OCSP answer was stapled',
        },
    revocation(staple),
  ];
}

/** CertStatus of the first SingleResponse (RFC 6960, 4.2.1): `good` is [0] empty, `revoked` [1] with a time; it follows the CertID. */
function revocation(staple: Uint8Array | null): Verdict {
  if (staple === null)
    return { check: 'revoked-certificate', result: 'unknown', detail: 'no OCSP answer was stapled, and nobody else is asked' };
  const text = Buffer.from(staple).toString('latin1');
  if (/\xa1.\x18\x0f\d{14}Z/s.test(text))
    return { check: 'revoked-certificate', result: 'yes', detail: 'the stapled OCSP answer says revoked' };
  if (/\x80\x00\x18\x0f\d{14}Z/s.test(text))
    return { check: 'revoked-certificate', result: 'no', detail: 'the stapled OCSP answer says good' };
  return { check: 'revoked-certificate', result: 'unknown', detail: 'the stapled OCSP answer says neither good nor revoked' };
}

const found = (check: CheckId, against: readonly string[], well: string): Verdict =>
  against.length > 0 ? { check, result: 'yes', detail: [...new Set(against)].join('; ') } : { check, result: 'no', detail: well };

const holds = (bytes: Uint8Array, part: Buffer): boolean => Buffer.from(bytes).includes(part);
const nameText = (name: string): string => name.replaceAll('\n', ', ');
const namesOf = (leaf: X509Certificate): string => leaf.subjectAltName ?? nameText(leaf.subject);

/** NIST SP 800-57 part 1, table 2: below 112 bits of strength nothing is protected any more. */
function weakKey(certificate: X509Certificate): readonly string[] {
  const facts = certificateFacts(certificate.raw);
  if (facts === null || facts.bits === null) return [];
  const least = facts.key === 'ec' ? 224 : facts.key.startsWith('rsa') || facts.key === 'dsa' ? 2048 : 0;
  return facts.bits < least ? [`${facts.key} of ${facts.bits} bits: ${facts.subject}`] : [];
}

/** A root's own signature protects nothing: it is trusted for being there. */
function weakSignatures({ path, trusted, selfSigned }: ChainTrust): readonly string[] {
  const signed = trusted && !selfSigned ? path.slice(0, -1) : path;
  return signed.flatMap((one) => {
    const facts = certificateFacts(one.raw);
    return facts !== null && /md[245]|sha1(?!\d)/i.test(facts.signature ?? '') ? [`${facts.signature}: ${facts.subject}`] : [];
  });
}
