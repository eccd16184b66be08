import type { CheckExhibit, CheckId } from '../../model/network-exhibits.ts';
import type { ScanCollector } from '../scan-collector.ts';
import type { TlsEndpoint } from '../tls-endpoint.ts';

/** One server in a report, in either form. */
export type SslscanTest = {
  readonly at: string;
  readonly host: string;
  readonly port: number | null;
  readonly endpoint: TlsEndpoint;
  readonly scan: ScanCollector;
};

/** What both forms say of the server besides versions, suites and groups. null: sslscan does not say. */
export type SslscanFacts = {
  readonly fallback: boolean | null;
  readonly renegotiation: { readonly supported: boolean; readonly secure: boolean } | null;
  readonly compression: boolean | null;
  /** By the version it was tried with. */
  readonly heartbleed: readonly (readonly [string, boolean])[];
  readonly signature: string | null;
  readonly key: { readonly kind: string; readonly bits: number } | null;
  readonly selfSigned: boolean | null;
  readonly expired: boolean | null;
};

export const nothingSaid: SslscanFacts = {
  fallback: null,
  renegotiation: null,
  compression: null,
  heartbleed: [],
  signature: null,
  key: null,
  selfSigned: null,
  expired: null,
};

/** Checks for what sslscan looked at. */
export function sslscanChecks({ at, host, port, scan }: SslscanTest, facts: SslscanFacts): void {
  const tell = (check: CheckId, yes: boolean | null, detail: string): void => {
    const result: CheckExhibit['result'] | null = yes === null ? null : yes ? 'yes' : 'no';
    if (result !== null) scan.check({ at, host, port, check, result, detail });
  };
  tell('no-downgrade-protection', facts.fallback === null ? null : !facts.fallback, 'TLS_FALLBACK_SCSV (RFC 7507)');
  if (facts.renegotiation !== null) {
    const { supported, secure } = facts.renegotiation;
    const detail = supported ? `${secure ? 'secure' : 'insecure'} renegotiation is supported` : 'renegotiation is not supported';
    tell('insecure-renegotiation', supported && !secure, detail);
  }
  tell('compression', facts.compression, 'TLS compression (CRIME, CVE-2012-4929)');
  const bled = facts.heartbleed.filter(([, isVulnerable]) => isVulnerable).map(([version]) => version);
  if (facts.heartbleed.length > 0) {
    const tried = facts.heartbleed.map(([version]) => version).join(', ');
    tell('vulnerability', bled.length > 0, `Heartbleed (CVE-2014-0160): ${bled.length > 0 ? bled.join(', ') : `not with ${tried}`}`);
  }
  if (facts.signature !== null) tell('weak-signature', /md[245]|sha-?1(?!\d)|sha1/i.test(facts.signature), facts.signature);
  if (facts.key !== null) tell('weak-key', isWeakKey(facts.key), `${facts.key.kind} ${facts.key.bits} bits`);
  tell('self-signed', facts.selfSigned, 'as sslscan compares issuer and subject');
  tell('expired-certificate', facts.expired, 'on the day of the scan');
}

/** RFC 9325 (4.5): RSA of 2048 and curves of 224 bits at least. */
function isWeakKey({ kind, bits }: { readonly kind: string; readonly bits: number }): boolean | null {
  if (/rsa|dsa/i.test(kind) && !/ec/i.test(kind)) return bits < 2048;
  return /ec/i.test(kind) ? bits < 224 : null;
}
