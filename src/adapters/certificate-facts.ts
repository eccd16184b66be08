import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../model/host.ts';
import { derElement } from './der.ts';
import { keyBits } from './key-bits.ts';

/** Signature algorithms by the hex of their object identifier's DER content (RFC 4055, 5758, 8410, 8692, GM/T 0006). */
const SIGNATURES: ReadonlyMap<string, string> = new Map([
  ['2a864886f70d010102', 'md2WithRSAEncryption'],
  ['2a864886f70d010103', 'md4WithRSAEncryption'],
  ['2a864886f70d010104', 'md5WithRSAEncryption'],
  ['2a864886f70d010105', 'sha1WithRSAEncryption'],
  ['2b0e03021d', 'sha1WithRSA'],
  ['2a864886f70d01010a', 'rsassaPss'],
  ['2a864886f70d01010b', 'sha256WithRSAEncryption'],
  ['2a864886f70d01010c', 'sha384WithRSAEncryption'],
  ['2a864886f70d01010d', 'sha512WithRSAEncryption'],
  ['2a864886f70d01010e', 'sha224WithRSAEncryption'],
  ['2a8648ce3d0401', 'ecdsa-with-SHA1'],
  ['2a8648ce3d040301', 'ecdsa-with-SHA224'],
  ['2a8648ce3d040302', 'ecdsa-with-SHA256'],
  ['2a8648ce3d040303', 'ecdsa-with-SHA384'],
  ['2a8648ce3d040304', 'ecdsa-with-SHA512'],
  ['2a8648ce380403', 'dsaWithSHA1'],
  ['608648016503040302', 'dsa_with_SHA256'],
  ['2b6570', 'ED25519'],
  ['2b6571', 'ED448'],
  ['2a811ccf55018375', 'SM2-with-SM3'],
]);

/** What one X.509 certificate (DER or PEM) says; null when the bytes are no certificate. */
export function certificateFacts(der: Uint8Array): CertificateFacts | null {
  try {
    const certificate = new X509Certificate(der);
    const key = publicKeyOf(certificate);
    return {
      subject: oneLine(certificate.subject),
      issuer: oneLine(certificate.issuer),
      notBefore: rfc3339(certificate.validFrom),
      notAfter: rfc3339(certificate.validTo),
      key: key?.asymmetricKeyType ?? 'unknown',
      bits: key === undefined ? null : keyBits(key),
      signature: signatureAlgorithm(certificate.raw),
      selfSigned: certificate.subject === certificate.issuer && key !== undefined && verifies(certificate, key),
      ca: certificate.ca,
      sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    };
  } catch {
    return null;
  }
}

/** Node gives a line per attribute, first one first, special characters escaped; RFC 4514 writes the last one first. */
const oneLine = (name: string | undefined): string => (name ?? '').split('\n').reverse().join(',');

const rfc3339 = (text: string): string => new Date(text).toISOString().replace('.000Z', 'Z');

function publicKeyOf(certificate: X509Certificate): X509Certificate['publicKey'] | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

function verifies(certificate: X509Certificate, key: X509Certificate['publicKey']): boolean {
  try {
    return certificate.verify(key);
  } catch {
    return false;
  }
}

/** RFC 5280, 4.1.1.2: the element after tbsCertificate. Null where the table has no name for it. */
function signatureAlgorithm(der: Uint8Array): string | null {
  const certificate = derElement(der, 0);
  const body = certificate && derElement(der, certificate.start);
  const algorithm = body && derElement(der, body.end);
  const identifier = algorithm && derElement(der, algorithm.start);
  if (identifier === undefined || identifier.tag !== 6) return null;
  const content = Buffer.from(der.subarray(identifier.start, identifier.end)).toString('hex');
  return SIGNATURES.get(content) ?? null;
}
