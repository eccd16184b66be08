import { DecodeError } from '../../foundation/decode-error.ts';
import type { XmlElement } from '../../model/host.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { isAddress } from '../address-role.ts';
import { ScanCollector } from '../scan-collector.ts';
import { childOf, childrenOf, childText, xmlReport, xmlRootName } from '../xml-report.ts';

/** OpenVAS and Greenbone reports as XML (GMP `get_reports`): each result a `vulnerability` check, ports as interfaces. */
export const openvas: ScanReport = {
  id: 'openvas',
  title: 'OpenVAS / Greenbone XML',
  references: [{ source: 'Greenbone Management Protocol', clause: 'get_reports', url: 'https://docs.greenbone.net/API/GMP/gmp-22.5.html' }],
  limitations: [
    'Reports as CSV or PDF are not read.',
    'A test that found nothing is not in such a report, so no check is ever `no`.',
    'Results below a quality of detection of 70 % are `unknown`: Greenbone itself leaves them out by default.',
  ],
  recognise: (text) => {
    const root = xmlRootName(text);
    const head = text.slice(0, 4096);
    return (
      (root === 'report' || root === 'get_reports_response') &&
      /<(gmp|omp|report_format|sort|task)\b|<report\b[^>]{0,300}\bformat_id=/.test(head)
    );
  },
  read: (text, { host }): ScanLists => {
    const { root, cutOff } = xmlReport(text, host, ['report', 'get_reports_response']);
    const scan = new ScanCollector('openvas');
    const report = innermost(root);
    if (report === undefined) throw new DecodeError('unsupported', 'no report with results stands in it');
    for (const [index, result] of childrenOf(childOf(report, 'results'), 'result').entries())
      readResult(result, `#/results/result[${index + 1}]`, scan);
    const status = childText(report, 'scan_run_status');
    if (status !== '' && status !== 'Done') scan.problem('truncated', '#/scan_run_status', `the scan is ${status}`);
    if (cutOff) scan.problem('truncated', '#', 'the report ends before its root element does');
    return scan.lists();
  },
};

/** A report stands in a report, which stands in an answer. */
function innermost(root: XmlElement): XmlElement | undefined {
  let at: XmlElement | undefined = root;
  while (at !== undefined && childOf(at, 'results') === undefined) at = childOf(at, 'report');
  return at;
}

function readResult(result: XmlElement, at: string, scan: ScanCollector): void {
  const target = childOf(result, 'host');
  const host = target?.text ?? '';
  if (host === '') return;
  scan.host(at, host, [childText(target, 'hostname')]);
  const [, digits, transport] = /^(?:[\w-]{1,40} \()?(\d{1,5})\/(tcp|udp)\)?$/.exec(childText(result, 'port')) ?? [];
  const port = digits === undefined || Number(digits) === 0 || Number(digits) > 65_535 ? null : Number(digits);
  if (port !== null && (transport === 'tcp' || transport === 'udp'))
    scan.interface({ at, host, port, transport, state: 'open', protocol: null, product: null, version: null, detail: '' });
  const threat = childText(result, 'threat') || childText(result, 'original_threat');
  const severity = childText(result, 'severity');
  // A log entry is an observation, not a weakness.
  if (Number(severity) <= 0 || /^(log|debug|error|false positive)$/i.test(threat)) {
    if (/^error$/i.test(threat)) scan.problem('unsupported', at, childText(result, 'description'));
    return;
  }
  const nvt = childOf(result, 'nvt');
  const quality = Number(childText(childOf(result, 'qod'), 'value') || '100');
  const name = childText(nvt, 'name') || childText(result, 'name');
  const refs = childrenOf(childOf(nvt, 'refs'), 'ref')
    .filter((ref) => ref.attributes['type'] === 'cve')
    .map((ref) => ref.attributes['id'] ?? '');
  const cves =
    refs.length > 0
      ? refs
      : childText(nvt, 'cve')
          .split(/[\s,]+/)
          .filter((one) => one.startsWith('CVE-'));
  const detail = [
    name,
    `severity ${severity} ${threat}`.trim(),
    cves.slice(0, 8).join(' '),
    quality < 70 ? `quality of detection ${quality} %` : '',
  ];
  scan.check({
    at,
    host: isAddress(host) ? host.toLowerCase() : host,
    port,
    check: 'vulnerability',
    result: quality < 70 ? 'unknown' : 'yes',
    detail: detail.filter((part) => part !== '').join('; '),
  });
}
