import { DecodeError } from '../../foundation/decode-error.ts';
import type { Host, XmlElement } from '../../model/host.ts';
import type { CheckExhibit, CheckId } from '../../model/network-exhibits.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { ianaSuite } from '../iana-suite.ts';
import { fieldsOf, listOf, parseJson, portOf, textOf } from '../json-fields.ts';
import { ScanCollector } from '../scan-collector.ts';
import { TlsEndpoint } from '../tls-endpoint.ts';
import { childOf, childrenOf, childText, xmlReport, xmlRootName } from '../xml-report.ts';

/** Nikto's XML and JSON: items per target. */
export const nikto: ScanReport = {
  id: 'nikto',
  title: 'Nikto XML and JSON',
  references: [{ source: 'Nikto manual', clause: 'output formats', url: 'https://github.com/sullo/nikto/wiki/Export-Formats' }],
  limitations: [
    'Nikto gives no severity and often only suspects: what is none of the checks we know is a vulnerability that is `unknown`.',
    'A test that found nothing is not in the report, so no check is ever `no`.',
  ],
  recognise: (text) => {
    const head = text.slice(0, 4096);
    if (xmlRootName(head) === 'niktoscan' || xmlRootName(head) === 'niktoscans') return true;
    return /^\s*\[?\s*\{\s*"(host|ip|banner)"/.test(head) && /"vulnerabilities"\s*:\s*\[/.test(head) && /"banner"\s*:/.test(head);
  },
  read: (text, { host }): ScanLists =>
    text
      .replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith('<')
      ? readXml(text, host)
      : readJson(text),
};

type Target = {
  readonly at: string;
  readonly address: string | null;
  readonly host: string;
  readonly port: number | null;
  readonly banner: string;
};
type Item = { readonly at: string; readonly id: string; readonly url: string; readonly message: string };

function readXml(text: string, host: Host): ScanLists {
  const { root, cutOff } = xmlReport(text, host, ['niktoscan', 'niktoscans']);
  const runs = [root, ...childrenOf(root, 'niktoscan')];
  const version = runs.map((run) => run.attributes['version']).find((one) => one !== undefined) ?? '';
  const scan = new ScanCollector(`nikto ${version}`);
  for (const [index, run] of runs.entries())
    for (const [place, details] of childrenOf(run, 'scandetails').entries())
      readDetails(details, `#/niktoscan[${index}]/scandetails[${place + 1}]`, scan);
  if (cutOff) scan.problem('truncated', '#', 'the report ends before its root element does');
  return scan.lists();
}

function readDetails(details: XmlElement, at: string, scan: ScanCollector): void {
  const { targetip, targethostname, targetport, targetbanner, sitename } = details.attributes;
  const host = targethostname || targetip || '';
  if (host === '') return;
  const target = { at, address: targetip ?? null, host, port: portOf(targetport), banner: targetbanner ?? '' };
  const ssl = childOf(details, 'ssl');
  reach(target, ssl !== undefined || sitename?.startsWith('https:') === true, scan);
  const suite = ssl?.attributes['ciphers'];
  if (suite !== undefined && suite !== '') {
    const endpoint = new TlsEndpoint(at, host, target.port);
    endpoint.negotiated({ cipher: ianaSuite(suite) });
    endpoint.tellTo(scan);
  }
  for (const [index, item] of childrenOf(details, 'item').entries())
    readItem(
      {
        at: `${at}/item[${index + 1}]`,
        id: item.attributes['id'] ?? '',
        url: childText(item, 'uri'),
        message: childText(item, 'description'),
      },
      target,
      scan,
    );
}

function readJson(text: string): ScanLists {
  const report = parseJson(text);
  const scan = new ScanCollector('nikto');
  const all = Array.isArray(report) ? (report as readonly unknown[]) : [report];
  for (const [index, entry] of all.entries()) {
    const { host, ip, port, banner, vulnerabilities } = fieldsOf(entry);
    const address = textOf(ip);
    const name = textOf(host) ?? address;
    if (name === null) continue;
    const target = { at: `#/${index}`, address, host: name, port: portOf(port), banner: textOf(banner) ?? '' };
    reach(target, target.port === 443, scan);
    for (const [place, one] of listOf(vulnerabilities).entries()) {
      const { id, url, msg } = fieldsOf(one);
      readItem(
        { at: `#/${index}/vulnerabilities/${place}`, id: textOf(id) ?? String(id), url: textOf(url) ?? '', message: textOf(msg) ?? '' },
        target,
        scan,
      );
    }
  }
  if (scan.lists().interfaces.length === 0) throw new DecodeError('unsupported', 'no target stands in it');
  return scan.lists();
}

function reach({ at, address, host, port, banner }: Target, isTls: boolean, scan: ScanCollector): void {
  scan.host(at, address, [host]);
  if (port === null) return;
  const [, product, version] = /^([A-Za-z][\w .-]{0,40}?)(?:\/(\S{1,40}))?(?:\s|$)/.exec(banner) ?? [];
  scan.interface({
    at,
    host,
    port,
    transport: 'tcp',
    state: 'open',
    protocol: isTls ? 'https' : 'http',
    product: product ?? null,
    version: version ?? null,
    detail: banner,
  });
}

const meanings: readonly (readonly [RegExp, CheckId, CheckExhibit['result']])[] = [
  [/header (is )?(not (set|present|defined)|missing)|security header missing/i, 'missing-security-headers', 'yes'],
  [/cookie \S{1,80} created without the (secure|httponly) flag/i, 'insecure-cookie', 'yes'],
  [/default account found|default (login|credentials)/i, 'known-login', 'yes'],
  [/default (page|file|installation|welcome)|appears to be a default/i, 'default-page', 'yes'],
  [/does not match certificate/i, 'wrong-name', 'yes'],
];

function readItem({ at, id, url, message }: Item, { host, port }: Target, scan: ScanCollector): void {
  if (message === '') return;
  const [, check, result] = meanings.find(([pattern]) => pattern.test(message)) ?? [null, 'vulnerability' as const, 'unknown' as const];
  scan.check({ at, host, port, check, result, detail: `${withoutPassword(message)} (test ${id}${url === '' ? '' : ` at ${url}`})` });
}

/** Nikto writes the default login it found: `(ID 'admin', PW 'admin')`. */
const withoutPassword = (message: string): string => message.replaceAll(/PW '[^']{0,100}'/g, 'PW …');
