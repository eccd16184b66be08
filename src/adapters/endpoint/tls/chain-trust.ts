import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';

export type ChainTrust = {
  readonly leaf: X509Certificate;
  /** From the leaf up, as far as it could be built. */
  readonly path: readonly X509Certificate[];
  /** Whether it ends at a root that browsers trust. */
  readonly trusted: boolean;
  readonly selfSigned: boolean;
  /** Certificates of the path outside their time, e.g. `CN=x until 2020-01-01`. */
  readonly outOfTime: readonly string[];
  readonly namesHost: boolean;
};

const longestPath = 10;

let roots: readonly X509Certificate[] | null = null;

/** Builds the path of a chain that a server sent and says what it comes to at an instant (milliseconds since 1970); null where the leaf is no certificate. */
export function chainTrust(chain: readonly Uint8Array[], name: string, nowMs: number): ChainTrust | null {
  const certificates = chain.flatMap((der) => parsed(der) ?? []);
  const leaf = chain[0] === undefined ? null : parsed(chain[0]);
  if (leaf === null) return null;
  roots ??= rootCertificates.flatMap((pem) => parsed(pem) ?? []);
  const path = [leaf];
  let trusted = isRoot(leaf);
  while (!trusted && path.length < longestPath) {
    const last = path.at(-1) ?? leaf;
    const root = roots.find((one) => isIssuer(one, last));
    const next =
      root ?? certificates.find((one) => !path.includes(one) && one.fingerprint256 !== last.fingerprint256 && isIssuer(one, last));
    if (next === undefined) break;
    path.push(next);
    trusted = root !== undefined;
  }
  return {
    leaf,
    path,
    trusted,
    selfSigned: isIssuer(leaf, leaf),
    outOfTime: path
      .filter((one) => isOutOfTime(one, nowMs))
      .map((one) => `${one.subject.replaceAll('\n', ', ')}, ${one.validFrom} to ${one.validTo}`),
    namesHost: (isIP(name) === 0 ? leaf.checkHost(name) : leaf.checkIP(name)) !== undefined,
  };
}

function parsed(certificate: Uint8Array | string): X509Certificate | null {
  try {
    return new X509Certificate(certificate);
  } catch {
    return null;
  }
}

const isRoot = (one: X509Certificate): boolean => (roots ?? []).some(({ fingerprint256 }) => fingerprint256 === one.fingerprint256);

/** Names agree and the signature verifies; a key the platform does not know verifies nothing. */
function isIssuer(issuer: X509Certificate, of: X509Certificate): boolean {
  try {
    return of.checkIssued(issuer) && of.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

const isOutOfTime = ({ validFrom, validTo }: X509Certificate, nowMs: number): boolean =>
  nowMs < Date.parse(validFrom) || nowMs > Date.parse(validTo);
