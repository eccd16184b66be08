import type { Host } from '../../model/host.ts';
import type { CheckId } from '../../model/network-exhibits.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { type Fields, fieldsOf, listOf, parseJson, portOf, textOf } from '../json-fields.ts';
import { ScanCollector } from '../scan-collector.ts';
import { childOf, childrenOf, childText, xmlReport, xmlRootName } from '../xml-report.ts';

/** ZAP reports (traditional XML and JSON): alerts per site. */
export const zap: ScanReport = {
  id: 'zap',
  title: 'ZAP XML and JSON',
  references: [
    {
      source: 'ZAP report generation',
      clause: 'traditional-xml, traditional-json',
      url: 'https://www.zaproxy.org/docs/desktop/addons/report-generation/',
    },
  ],
  limitations: [
    'A rule that found nothing is not in the report, so no check is ever `no`.',
    'Alerts of risk “Informational” are left out, those of confidence “Low” are unknown, “False Positive” is dropped.',
  ],
  recognise: (text) => {
    const head = text.slice(0, 4096);
    if (xmlRootName(head) === 'OWASPZAPReport') return true;
    return head.trimStart().startsWith('{') && /"site"\s*:\s*\[/.test(head) && /"@(version|generated|programName)"\s*:/.test(head);
  },
  read: (text, { host }): ScanLists => {
    const isXml = text
      .replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith('<');
    const { version, sites, cutOff } = isXml ? fromXml(text, host) : fromJson(text);
    const scan = new ScanCollector(`zap ${version}`);
    for (const site of sites) readSite(site, scan);
    if (cutOff) scan.problem('truncated', '#', 'the report ends before its root element does');
    return scan.lists();
  },
};

type Alert = {
  readonly plugin: string;
  readonly name: string;
  readonly risk: string;
  readonly confidence: string;
  readonly uris: readonly string[];
  readonly cwe: string;
};
type Site = {
  readonly at: string;
  readonly host: string;
  readonly port: number | null;
  readonly isTls: boolean;
  readonly alerts: readonly Alert[];
};
type Report = { readonly version: string; readonly sites: readonly Site[]; readonly cutOff: boolean };

function fromXml(text: string, host: Host): Report {
  const { root, cutOff } = xmlReport(text, host, ['OWASPZAPReport']);
  const sites = childrenOf(root, 'site').map((site, index) => ({
    at: `#/site[${index + 1}]`,
    host: site.attributes['host'] ?? '',
    port: portOf(site.attributes['port']),
    isTls: site.attributes['ssl'] === 'true',
    alerts: childrenOf(childOf(site, 'alerts'), 'alertitem').map((alert) => ({
      plugin: childText(alert, 'pluginid'),
      name: childText(alert, 'name') || childText(alert, 'alert'),
      risk: childText(alert, 'riskcode'),
      confidence: childText(alert, 'confidence'),
      uris: childrenOf(childOf(alert, 'instances'), 'instance').map((one) => childText(one, 'uri')),
      cwe: childText(alert, 'cweid'),
    })),
  }));
  return { version: root.attributes['version'] ?? '', sites, cutOff };
}

function fromJson(text: string): Report {
  const report = fieldsOf(parseJson(text));
  const of = (fields: Fields, name: string): string => textOf(fields[name]) ?? '';
  const sites = listOf(report['site']).map((item, index) => {
    const site = fieldsOf(item);
    return {
      at: `#/site/${index}`,
      host: of(site, '@host'),
      port: portOf(site['@port']),
      isTls: site['@ssl'] === 'true',
      alerts: listOf(site['alerts']).map((one) => {
        const alert = fieldsOf(one);
        const uris = listOf(alert['instances']).map((instance) => of(fieldsOf(instance), 'uri'));
        return {
          plugin: of(alert, 'pluginid'),
          name: of(alert, 'name') || of(alert, 'alert'),
          risk: of(alert, 'riskcode'),
          confidence: of(alert, 'confidence'),
          uris,
          cwe: of(alert, 'cweid'),
        };
      }),
    };
  });
  return { version: textOf(report['@version']) ?? '', sites, cutOff: false };
}

/** Rules whose alert is the answer of a check of ours; the rest are vulnerabilities. */
const rules: Readonly<Record<string, CheckId>> = {
  '10020': 'missing-security-headers',
  '10021': 'missing-security-headers',
  '10035': 'missing-security-headers',
  '10038': 'missing-security-headers',
  '10010': 'insecure-cookie',
  '10011': 'insecure-cookie',
  '10105': 'cleartext-login',
};
const risks: Readonly<Record<string, string>> = { '1': 'Low', '2': 'Medium', '3': 'High' };

function readSite(site: Site, scan: ScanCollector): void {
  const { at, host, port } = site;
  if (host === '') return;
  scan.host(at, host, []);
  if (port !== null)
    scan.interface({
      at,
      host,
      port,
      transport: 'tcp',
      state: 'open',
      protocol: site.isTls ? 'https' : 'http',
      product: null,
      version: null,
      detail: '',
    });
  for (const [index, alert] of site.alerts.entries()) {
    const risk = risks[alert.risk];
    if (risk === undefined || alert.confidence === '0') continue;
    const more = alert.uris.length > 1 ? ` and ${alert.uris.length - 1} more` : '';
    const where = alert.uris[0] === undefined ? '' : ` at ${alert.uris[0].slice(0, 120)}${more}`;
    const detail = `${alert.name} (rule ${alert.plugin}, risk ${risk}${/^[1-9]\d*$/.test(alert.cwe) ? `, CWE-${alert.cwe}` : ''})${where}`;
    const result = alert.confidence === '1' ? 'unknown' : 'yes';
    scan.check({ at: `${at}/alerts/${index}`, host, port, check: rules[alert.plugin] ?? 'vulnerability', result, detail });
  }
}
