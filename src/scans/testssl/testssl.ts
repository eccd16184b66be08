import { DecodeError } from '../../foundation/decode-error.ts';
import type { Host } from '../../model/host.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { ScanCollector } from '../scan-collector.ts';
import { TlsEndpoint } from '../tls-endpoint.ts';
import { testsslCertificate } from './testssl-certificate.ts';
import { testsslCheck } from './testssl-checks.ts';
import { testsslOffer } from './testssl-offers.ts';
import { rowsOf, type TestsslRow } from './testssl-rows.ts';

/** testssl.sh: CSV, flat JSON and pretty JSON; all are rows of an id, a severity and a finding. */
export const testssl: ScanReport = {
  id: 'testssl',
  title: 'testssl.sh CSV and JSON',
  references: [{ source: 'testssl.sh manual', clause: 'FILE OUTPUT OPTIONS', url: 'https://testssl.sh/doc/testssl.1.html' }],
  limitations: [
    'What it writes as HTML or log is not read.',
    'A row that says WARN, “potentially” or “not tested” is `unknown`, not a weakness and not its absence.',
    'A certificate is listed only where the report holds it (a row `cert`); otherwise only its SHA-256 stands with the endpoint.',
    'Client simulations and ratings are left out.',
  ],
  recognise: (text) => {
    const head = text
      .slice(0, 4096)
      .replace(/^\uFEFF/, '')
      .trimStart();
    if (/^"?id"?,"?fqdn\/ip"?,"?port"?,"?severity"?,"?finding"?/.test(head)) return true;
    if (/^\[\s*\{\s*"id"\s*:\s*"[^"]{1,60}",\s*"(ip|fqdn\/ip)"\s*:/.test(head)) return true;
    return head.startsWith('{') && /"Invocation"\s*:/.test(head) && /"(openssl|at)"\s*:/.test(head);
  },
  read: (text, { host: tools }): ScanLists => {
    const { rows, version, broken } = rowsOf(text.replace(/^\uFEFF/, ''));
    if (rows.length === 0) throw new DecodeError(broken > 0 ? 'malformed' : 'unsupported', 'no row of it can be read');
    const scan = new ScanCollector(version === null ? 'testssl.sh' : `testssl.sh ${version}`);
    const endpoints = new Map<string, readonly TestsslRow[]>();
    for (const row of rows) {
      const id = `${row.host}\n${row.address ?? ''}\n${row.port}`;
      const group = endpoints.get(id) as TestsslRow[] | undefined;
      if (group) group.push(row);
      else endpoints.set(id, [row]);
    }
    for (const group of endpoints.values()) readEndpoint(group, scan, tools);
    if (broken > 0) scan.problem('malformed', '#', `${broken} rows cannot be read`);
    return scan.lists();
  },
};

function readEndpoint(rows: readonly TestsslRow[], scan: ScanCollector, tools: Host): void {
  const [first] = rows;
  if (!first) return;
  const { at, host, address, port } = first;
  for (const row of rows) if (row.id === 'scanProblem' || row.id === 'scan_problem') scan.problem('unsupported', row.at, row.finding);
  if (host === '') return;
  scan.host(at, address, [host]);
  const endpoint = new TlsEndpoint(at, host, port);
  const place = { host, port, scan, endpoint, tools };
  for (const row of rows) {
    testsslOffer(row, endpoint);
    testsslCheck(row, place, rows);
    testsslCertificate(row, place);
  }
  endpoint.tellTo(scan);
}
