import type { Host } from '../../model/host.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { fieldsOf, listOf, parseJson, portOf, textOf } from '../json-fields.ts';
import { ScanCollector } from '../scan-collector.ts';
import { TlsEndpoint } from '../tls-endpoint.ts';
import { sslyzeCertificates } from './sslyze-certificates.ts';
import { sslyzeChecks } from './sslyze-checks.ts';
import { sslyzeOffers } from './sslyze-offers.ts';

/** SSLyze's JSON (`--json_out`), versions 2 to 6. */
export const sslyze: ScanReport = {
  id: 'sslyze',
  title: 'SSLyze JSON',
  references: [
    { source: 'SSLyze documentation', clause: 'JSON output', url: 'https://nabla-c0d3.github.io/sslyze/documentation/json-output.html' },
  ],
  limitations: [
    'Session resumption, early data and the Mozilla compliance check are left out.',
    'Why a store distrusts a chain is said in its own words; a chain that any store trusts counts as trusted.',
  ],
  recognise: (text) => {
    const head = text.slice(0, 4096);
    return (
      head.trimStart().startsWith('{') &&
      (/"(server_scan_results|date_scans_completed|server_connectivity_errors|accepted_targets)"\s*:/.test(head) ||
        /"sslyze_(url|version)"\s*:/.test(head))
    );
  },
  read: (text, { host }): ScanLists => {
    const report = fieldsOf(parseJson(text));
    const scan = new ScanCollector(`sslyze ${textOf(report['sslyze_version']) ?? ''}`);
    for (const [index, item] of listOf(report['server_scan_results']).entries())
      readServer(item, `#/server_scan_results/${index}`, scan, host);
    for (const [index, item] of listOf(report['server_connectivity_errors']).entries()) {
      const { error_message: message } = fieldsOf(item);
      scan.problem('unsupported', `#/server_connectivity_errors/${index}`, `could not connect: ${textOf(message) ?? ''}`);
    }
    return scan.lists();
  },
};

function readServer(item: unknown, at: string, scan: ScanCollector, tools: Host): void {
  const server = fieldsOf(item);
  const info = fieldsOf(server['server_info']);
  const location = fieldsOf(server['server_location'] ?? info['server_location']);
  const address = textOf(location['ip_address']);
  const host = textOf(location['hostname']) ?? address;
  const port = portOf(location['port']);
  if (host === null) return;
  scan.host(at, address, [host]);
  const status = textOf(server['connectivity_status']);
  if (status !== null && status !== 'COMPLETED') scan.problem('unsupported', at, `${host}: connectivity ${status}`);
  const network = fieldsOf(server['network_configuration'] ?? info['network_configuration']);
  const endpoint = new TlsEndpoint(at, host, port);
  endpoint.negotiated({ sni: textOf(network['tls_server_name_indication']) });
  const commands = commandsOf(server);
  const place = { at, host, port, scan, endpoint, tools };
  sslyzeOffers(commands, endpoint);
  sslyzeCertificates(commands.get('certificate_info'), place);
  sslyzeChecks(commands, place);
  for (const name of failedOf(server)) scan.problem('unsupported', at, `${name} did not complete`);
  endpoint.tellTo(scan);
}

/** Version 5 keeps the result of each command under `result` beside a status, older ones keep it bare. */
function commandsOf(server: ReturnType<typeof fieldsOf>): ReadonlyMap<string, ReturnType<typeof fieldsOf>> {
  const older = fieldsOf(server['scan_commands_results']);
  const newer = fieldsOf(server['scan_result']);
  const done = Object.entries(newer).flatMap(([name, attempt]) => {
    const { status, result } = fieldsOf(attempt);
    return status === 'COMPLETED' ? [[name, fieldsOf(result)] as const] : [];
  });
  return new Map([...Object.entries(older).map(([name, result]) => [name, fieldsOf(result)] as const), ...done]);
}

function failedOf(server: ReturnType<typeof fieldsOf>): readonly string[] {
  const newer = Object.entries(fieldsOf(server['scan_result'])).filter(([, attempt]) => fieldsOf(attempt)['status'] === 'ERROR');
  return [...Object.keys(fieldsOf(server['scan_commands_errors'])), ...newer.map(([name]) => name)];
}
