import type { CheckExhibit, CheckId } from '../../model/network-exhibits.ts';
import { type Fields, fieldsOf, textOf } from '../json-fields.ts';
import type { ScanCollector } from '../scan-collector.ts';

type Place = { readonly at: string; readonly host: string; readonly port: number | null; readonly scan: ScanCollector };

/** Members that answer one question: the command, the member, whether `true` speaks against the server, the check, a name. */
const flags: readonly (readonly [string, string, boolean, CheckId, string])[] = [
  ['heartbleed', 'is_vulnerable_to_heartbleed', true, 'vulnerability', 'Heartbleed (CVE-2014-0160)'],
  ['openssl_ccs_injection', 'is_vulnerable_to_ccs_injection', true, 'vulnerability', 'CCS injection (CVE-2014-0224)'],
  ['session_renegotiation', 'supports_secure_renegotiation', false, 'insecure-renegotiation', 'secure renegotiation (RFC 5746)'],
  ['session_renegotiation', 'accepts_client_renegotiation', true, 'client-renegotiation', 'renegotiation by the client'],
  ['session_renegotiation', 'is_vulnerable_to_client_renegotiation_dos', true, 'client-renegotiation', 'renegotiation by the client'],
  ['tls_compression', 'supports_compression', true, 'compression', 'TLS compression (CRIME, CVE-2012-4929)'],
  ['tls_fallback_scsv', 'supports_fallback_scsv', false, 'no-downgrade-protection', 'TLS_FALLBACK_SCSV (RFC 7507)'],
];

const robot: Readonly<Record<string, CheckExhibit['result']>> = {
  VULNERABLE_STRONG_ORACLE: 'yes',
  VULNERABLE_WEAK_ORACLE: 'yes',
  NOT_VULNERABLE_NO_ORACLE: 'no',
  NOT_VULNERABLE_RSA_NOT_SUPPORTED: 'no',
};

/** What else SSLyze looked at. A command that did not run answers nothing. */
export function sslyzeChecks(commands: ReadonlyMap<string, Fields>, { at, host, port, scan }: Place): void {
  const tell = (check: CheckId, result: CheckExhibit['result'], detail: string): void =>
    scan.check({ at, host, port, check, result, detail });
  for (const [command, member, isBad, check, name] of flags) {
    const value = commands.get(command)?.[member];
    if (typeof value === 'boolean') tell(check, value === isBad ? 'yes' : 'no', `${name}: ${value ? 'yes' : 'no'}`);
  }
  const oracle = textOf(commands.get('robot')?.['robot_result']);
  if (oracle !== null) tell('vulnerability', robot[oracle] ?? 'unknown', `ROBOT: ${oracle}`);
  const headers = commands.get('http_headers');
  if (headers !== undefined && 'strict_transport_security_header' in headers) {
    const { max_age: age } = fieldsOf(headers['strict_transport_security_header']);
    // Its presence says nothing of the other headers.
    tell(
      'missing-security-headers',
      typeof age === 'number' && age > 0 ? 'unknown' : 'yes',
      `Strict-Transport-Security: ${typeof age === 'number' ? age : 'none'}`,
    );
  }
}
