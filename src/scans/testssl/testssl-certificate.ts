import type { Host } from '../../model/host.ts';
import type { CheckExhibit, CheckId } from '../../model/network-exhibits.ts';
import type { ScanCollector } from '../scan-collector.ts';
import type { TlsEndpoint } from '../tls-endpoint.ts';
import type { TestsslRow } from './testssl-rows.ts';

type Place = {
  readonly host: string;
  readonly port: number | null;
  readonly scan: ScanCollector;
  readonly endpoint: TlsEndpoint;
  readonly tools: Host;
};
type Answer = readonly [CheckId, CheckExhibit['result']];

const answers: Readonly<Record<string, (row: TestsslRow) => readonly Answer[]>> = {
  cert_signatureAlgorithm: (row) => [['weak-signature', bySeverity(row)]],
  cert_keySize: (row) => [['weak-key', bySeverity(row)]],
  cert_trust: ({ finding, severity }) => [
    [
      'wrong-name',
      /does not match|no match|fails/i.test(finding) ? 'yes' : severity === 'OK' || /via (SAN|CN)/i.test(finding) ? 'no' : 'unknown',
    ],
  ],
  cert_chain_of_trust: ({ finding, severity }) => {
    const isSelf = /self.?signed/i.test(finding);
    if (severity === 'OK' && !/fail/i.test(finding)) return [['untrusted-chain', 'no']];
    if (severity === 'WARN') return [['untrusted-chain', 'unknown']];
    return [['untrusted-chain', 'yes'], ...(isSelf ? ([['self-signed', 'yes']] as const) : [])];
  },
  cert_expirationStatus: ({ finding, severity }) => [
    ['expired-certificate', /^expired/i.test(finding) ? 'yes' : severity === 'WARN' ? 'unknown' : 'no'],
  ],
  cert_ocspRevoked: ({ finding }) => revoked(finding),
  cert_crlRevoked: ({ finding }) => revoked(finding),
  cert_revocation: ({ finding }) => [['no-revocation-answer', /^neither/i.test(finding) ? 'yes' : 'unknown']],
  certificate_transparency: ({ finding }) => [
    ['not-logged-certificate', /^yes/i.test(finding) ? 'no' : /^no\b/i.test(finding) ? 'yes' : 'unknown'],
  ],
};

/** The tool's verdict as an answer: `OK` looked and found nothing, `LOW` and above found it; INFO is no verdict against. */
export function bySeverity({ severity }: Pick<TestsslRow, 'severity'>): CheckExhibit['result'] {
  if (severity === 'OK' || severity === 'INFO') return 'no';
  return ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'].includes(severity) ? 'yes' : 'unknown';
}

const revoked = (finding: string): readonly Answer[] => [
  ['revoked-certificate', /^not revoked/i.test(finding) ? 'no' : /^revoked/i.test(finding) ? 'yes' : 'unknown'],
];

/** What a row says of the certificate; its digest goes to the endpoint. */
export function testsslCertificate(row: TestsslRow, { host, port, scan, endpoint, tools }: Place): void {
  const { at, id, finding, severity } = row;
  if (id === 'cert_fingerprintSHA256') {
    const digest = finding.replaceAll(/[:\s]/g, '').toLowerCase();
    if (/^[0-9a-f]{64}$/.test(digest)) endpoint.negotiated({ certificate: digest });
  }
  if (finding.startsWith('-----BEGIN CERTIFICATE-----') && finding.length < 65_536) {
    const facts = tools.certificate(new TextEncoder().encode(pemLines(finding)));
    if (facts === null) scan.problem('malformed', at, 'its certificate is not one');
    else scan.certificate(at, facts);
  }
  for (const [check, result] of answers[id]?.(row) ?? [])
    scan.check({ at, host, port, check, result, detail: `${id}: ${finding} (${severity})` });
}

/** In a row the lines of a PEM text are joined by spaces. */
const pemLines = (text: string): string =>
  text
    .split(/-{5}(?:BEGIN|END) CERTIFICATE-{5}/, 2)
    .slice(1)
    .map((body) => `-----BEGIN CERTIFICATE-----\n${body.trim().split(/\s+/).join('\n')}\n-----END CERTIFICATE-----\n`)
    .join('');
