import type { CheckExhibit, CheckId } from '../../model/network-exhibits.ts';
import type { ScanCollector } from '../scan-collector.ts';
import { bySeverity } from './testssl-certificate.ts';
import type { TestsslRow } from './testssl-rows.ts';

const vulnerabilities: ReadonlySet<string> = new Set([
  'heartbleed',
  'CCS',
  'ticketbleed',
  'opossum',
  'ROBOT',
  'BREACH',
  'POODLE_SSL',
  'POODLE_TLS',
  'SWEET32',
  'FREAK',
  'DROWN',
  'LOGJAM',
  'BEAST',
  'LUCKY13',
  'winshock',
  'RC4',
]);

/** Rows whose verdict is the answer of one check. */
const verdicts: Readonly<Record<string, CheckId>> = {
  secure_renego: 'insecure-renegotiation',
  secure_client_renego: 'client-renegotiation',
  CRIME_TLS: 'compression',
  fallback_SCSV: 'no-downgrade-protection',
  cipherlist_NULL: 'weak-cipher',
  cipherlist_aNULL: 'weak-cipher',
  cipherlist_EXPORT: 'weak-cipher',
  cipherlist_LOW: 'weak-cipher',
  cipherlist_3DES_IDEA: 'weak-cipher',
  HSTS: 'missing-security-headers',
  HSTS_time: 'missing-security-headers',
  security_headers: 'missing-security-headers',
  cookie_secure: 'insecure-cookie',
  cookie_httponly: 'insecure-cookie',
  sessionTicket: 'long-lived-ticket',
  TLS_session_ticket: 'long-lived-ticket',
};

/** `no` of these says only that one kind of many was not found. */
const onlyAgainst: ReadonlySet<CheckId> = new Set(['weak-cipher', 'missing-security-headers']);

type Place = { readonly host: string; readonly port: number | null; readonly scan: ScanCollector };

/** What a row answers, apart from certificates. */
export function testsslCheck(row: TestsslRow, { host, port, scan }: Place, all: readonly TestsslRow[]): void {
  const { at, id, finding, severity, cve } = row;
  const detail = `${id}: ${finding} (${severity})${cve === '' ? '' : ` ${cve}`}`;
  const tell = (check: CheckId, result: CheckExhibit['result']): void => scan.check({ at, host, port, check, result, detail });
  if (vulnerabilities.has(id)) return tell('vulnerability', isVulnerable(row));
  if (id === 'FS' || id === 'PFS')
    return tell('no-forward-secrecy', /^(is )?not offered/i.test(finding) ? 'yes' : /^offered/i.test(finding) ? 'no' : 'unknown');
  if (id === 'LOGJAM-common_primes' && /\d bits/.test(finding)) return tell('weak-group', bySeverity(row));
  if (id === 'cookie_count' && finding.startsWith('0 ')) return tell('insecure-cookie', 'no');
  const check = verdicts[id];
  if (check === undefined) return undefined;
  const result = verdictOf(row, check);
  if (result !== 'no' || !onlyAgainst.has(check)) return tell(check, result);
  if (id === 'HSTS_time') return tell(check, hasOther(all) ? 'no' : 'unknown');
  return undefined;
}

/** Headers of a page that testssl lists only where they are there. */
const hasOther = (all: readonly TestsslRow[]): boolean =>
  all.some(({ id }) => id === 'X-Content-Type-Options') &&
  all.some(({ id }) => id === 'Content-Security-Policy' || id === 'X-Frame-Options');

function verdictOf(row: TestsslRow, check: CheckId): CheckExhibit['result'] {
  const { finding } = row;
  if (isUntested(row)) return 'unknown';
  if (check === 'weak-cipher') return /^(is )?not offered/i.test(finding) ? 'no' : /^offered/i.test(finding) ? 'yes' : 'unknown';
  if (check === 'insecure-cookie') {
    const [, flagged, total] = /(\d+)\/(\d+)/.exec(finding) ?? [];
    if (flagged !== undefined) return Number(flagged) < Number(total) ? 'yes' : 'no';
  }
  return bySeverity(row);
}

const isUntested = ({ finding, severity }: TestsslRow): boolean =>
  severity === 'WARN' ||
  severity === 'DEBUG' ||
  severity === 'FATAL' ||
  /not tested|test failed|timed? ?out|couldn't|not determined|local problem/i.test(finding);

/** Testssl calls what a version or a suite makes possible “potentially vulnerable”: it did not see it happen. */
function isVulnerable(row: TestsslRow): CheckExhibit['result'] {
  const { finding, severity } = row;
  if (isUntested(row) || /potential/i.test(finding)) return 'unknown';
  if (/^not vulnerable|^not applicable|^no /i.test(finding) || severity === 'OK') return 'no';
  return severity === 'INFO' ? 'unknown' : bySeverity(row);
}
