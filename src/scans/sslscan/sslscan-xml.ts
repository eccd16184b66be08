import type { Host, XmlElement } from '../../model/host.ts';
import { isAddress } from '../address-role.ts';
import { ianaGroup } from '../iana-group.ts';
import { ianaSuite } from '../iana-suite.ts';
import { portOf } from '../json-fields.ts';
import type { ScanCollector } from '../scan-collector.ts';
import { TlsEndpoint } from '../tls-endpoint.ts';
import { tlsVersion } from '../tls-version.ts';
import { childOf, childrenOf, childText } from '../xml-report.ts';
import { type SslscanFacts, type SslscanTest, sslscanChecks } from './sslscan-facts.ts';

/** Every `<ssltest>` of a document. */
export function readSslscanXml(root: XmlElement, scan: ScanCollector, tools: Host): void {
  for (const [index, element] of childrenOf(root, 'ssltest').entries()) {
    const at = `#/ssltest[${index + 1}]`;
    const host = element.attributes['host'] ?? '';
    const port = portOf(element.attributes['port']);
    if (host === '') continue;
    scan.host(at, host, []);
    const test = { at, host, port, scan, endpoint: new TlsEndpoint(at, host, port) };
    offers(element, test);
    sslscanChecks(test, factsOf(element));
    certificate(element, test, tools);
    const sni = element.attributes['sniname'] ?? '';
    test.endpoint.negotiated({ sni: sni === '' || isAddress(sni) ? null : sni });
    test.endpoint.tellTo(scan);
  }
  for (const [index, error] of childrenOf(root, 'error').entries()) scan.problem('unsupported', `#/error[${index + 1}]`, error.text);
}

function offers(element: XmlElement, { endpoint }: SslscanTest): void {
  for (const { attributes } of childrenOf(element, 'protocol')) {
    const version = tlsVersion(`${attributes['type'] ?? ''} ${attributes['version'] ?? ''}`);
    if (version !== null) endpoint.version(version, attributes['enabled'] === '1');
  }
  for (const { attributes } of childrenOf(element, 'cipher')) {
    // Older versions list refused suites too: `rejected`, `failed`.
    const { status, sslversion, cipher, curve, dhebits } = attributes;
    const version = tlsVersion(sslversion ?? '');
    if (cipher === undefined || version === null || (status !== 'accepted' && status !== 'preferred')) continue;
    endpoint.suite(version, ianaSuite(cipher, version));
    if (curve !== undefined && curve !== '') endpoint.group(ianaGroup(curve));
    else if (dhebits !== undefined && /^\d{2,5}$/.test(dhebits)) endpoint.group(`DH ${dhebits}`);
  }
  for (const { attributes } of childrenOf(element, 'group')) endpoint.group(ianaGroup((attributes['name'] ?? '').replace(/ \(.*$/, '')));
  for (const { attributes } of childrenOf(element, 'connection-signature-algorithm')) endpoint.signature(attributes['name'] ?? '');
}

function factsOf(element: XmlElement): SslscanFacts {
  const flag = (name: string, key: string): boolean | null => {
    const value = childOf(element, name)?.attributes[key];
    return value === '1' ? true : value === '0' ? false : null;
  };
  const supported = flag('renegotiation', 'supported');
  const short = certificatesOf(element).find((one) => childOf(one, 'expired') !== undefined);
  const key = childOf(short, 'pk')?.attributes ?? {};
  const yes = (name: string): boolean | null => {
    const text = childText(short, name);
    return text === 'true' ? true : text === 'false' ? false : null;
  };
  return {
    fallback: flag('fallback', 'supported'),
    renegotiation: supported === null ? null : { supported, secure: flag('renegotiation', 'secure') === true },
    compression: flag('compression', 'supported'),
    heartbleed: childrenOf(element, 'heartbleed').map(({ attributes }) => [
      attributes['sslversion'] ?? '',
      attributes['vulnerable'] === '1',
    ]),
    signature: childText(short, 'signature-algorithm') || null,
    key: key['error'] === 'false' && key['bits'] !== undefined ? { kind: key['type'] ?? '', bits: Number(key['bits']) } : null,
    selfSigned: yes('self-signed'),
    expired: yes('expired'),
  };
}

/** In older versions right under the test, in newer ones under `<certificates>`, the short form beside the full one. */
function certificatesOf(element: XmlElement): readonly XmlElement[] {
  return [...childrenOf(element, 'certificate'), ...childrenOf(childOf(element, 'certificates'), 'certificate')];
}

function certificate(element: XmlElement, { at, endpoint, scan }: SslscanTest, tools: Host): void {
  for (const one of certificatesOf(element)) {
    const pem = childText(one, 'certificate-blob');
    if (pem === '' || pem.length > 65_536) continue;
    const facts = tools.certificate(new TextEncoder().encode(pem));
    if (facts === null) scan.problem('malformed', at, 'certificate-blob is no certificate');
    else endpoint.negotiated({ certificate: scan.certificate(at, facts) });
  }
}
