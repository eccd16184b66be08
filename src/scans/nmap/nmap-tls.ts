import type { XmlElement } from '../../model/host.ts';
import { ianaGroup } from '../iana-group.ts';
import { TlsEndpoint } from '../tls-endpoint.ts';
import { tlsVersion } from '../tls-version.ts';
import { childOf, childrenOf } from '../xml-report.ts';
import type { ScriptPlace } from './script-place.ts';

const elementOf = (table: XmlElement, key: string): string =>
  childrenOf(table, 'elem').find((one) => one.attributes['key'] === key)?.text ?? '';

/** `ssl-enum-ciphers`: a table per accepted version with its suites (IANA names) and what it agreed a key with (`secp256r1`, `dh 1024`). */
export function nmapCiphers(script: XmlElement, { at, host, port, scan }: ScriptPlace): void {
  const endpoint = new TlsEndpoint(at, host, port);
  let compresses: boolean | null = null;
  for (const table of childrenOf(script, 'table')) {
    const version = tlsVersion(table.attributes['key'] ?? '');
    if (version === null) continue;
    endpoint.version(version, true);
    for (const list of childrenOf(table, 'table')) {
      if (list.attributes['key'] === 'compressors') {
        const compressors = list.children.map((one) => one.text.toUpperCase());
        if (compressors.length > 0) compresses = compresses === true || compressors.some((name) => name !== 'NULL');
      }
      if (list.attributes['key'] !== 'ciphers') continue;
      for (const row of childrenOf(list, 'table')) {
        endpoint.suite(version, elementOf(row, 'name').replace(/-draft$/, ''));
        const exchange = /^(dh|ecdh|ecdhe|dhe)?_?\s*(.+)$/i.exec(elementOf(row, 'kex_info'));
        const group = exchange?.[2] ?? '';
        if (/^\d+$/.test(group)) {
          if (/^dh/i.test(exchange?.[1] ?? '')) endpoint.group(`DH ${group}`);
        } else if (group !== '' && exchange?.[1]?.toLowerCase() !== 'rsa' && !/^rsa/i.test(group)) endpoint.group(ianaGroup(group));
      }
    }
  }
  endpoint.tellTo(scan);
  if (compresses !== null)
    scan.check({ at, host, port, check: 'compression', result: compresses ? 'yes' : 'no', detail: 'ssl-enum-ciphers: compressors' });
}

/** `ssl-cert`: the certificate in PEM. */
export function nmapCertificate(script: XmlElement, { at, scan, tools }: ScriptPlace): void {
  const pem = childrenOf(script, 'elem').find((one) => one.attributes['key'] === 'pem')?.text ?? childOf(script, 'pem')?.text;
  if (pem === undefined || pem.length > 65_536) return;
  const facts = tools.certificate(new TextEncoder().encode(pem));
  if (facts === null) scan.problem('malformed', at, 'ssl-cert: its certificate is not one');
  else scan.certificate(at, facts);
}
