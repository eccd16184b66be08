import { ianaGroup } from '../iana-group.ts';
import { ianaSuite } from '../iana-suite.ts';
import type { TlsEndpoint } from '../tls-endpoint.ts';
import { tlsVersion } from '../tls-version.ts';
import type { TestsslRow } from './testssl-rows.ts';

const versions: Readonly<Record<string, string>> = {
  SSLv2: 'SSL2',
  SSLv3: 'SSL3',
  TLS1: 'TLS1.0',
  TLS1_1: 'TLS1.1',
  TLS1_2: 'TLS1.2',
  TLS1_3: 'TLS1.3',
};

const groups = ['FS_ECDHE_curves', 'PFS_ECDHE_curves', 'FS_KEMs', 'DH_groups'];

/** What a row adds to what the endpoint offers: versions, suites, groups, ALPN, what it agreed on by default. */
export function testsslOffer({ id, finding, severity }: TestsslRow, endpoint: TlsEndpoint): void {
  const version = versions[id];
  if (version !== undefined) endpoint.version(version, isOffered(finding, severity));
  else if (/^cipher-(ssl|tls)/.test(id)) suite(id, finding, endpoint);
  else if (/^(cipherorder|supportedciphers)_/.test(id)) suiteList(id, finding, endpoint);
  else if (id === 'FS_ciphers' || id === 'PFS_ciphers') for (const name of suiteNames(finding)) endpoint.suite(null, ianaSuite(name));
  else if (groups.includes(id) && severity !== 'WARN') groupList(finding, endpoint);
  else if (/^FS_TLS1[23]_sig_algs$/.test(id)) for (const name of words(finding)) endpoint.signature(name);
  else if (id === 'ALPN' || id === 'ALPN_HTTP2') for (const name of alpn(finding)) endpoint.alpn(name);
  else negotiated(id, finding, endpoint);
}

/** `not offered`, `is not offered`, `offered with final`, `vulnerable with 5 ciphers`, `not tested …`; null where it cannot be told. */
function isOffered(finding: string, severity: string): boolean | null {
  if (severity === 'WARN' || /not tested|couldn't|problem|error/i.test(finding)) return null;
  if (/^(is )?not offered|^not supported/i.test(finding)) return false;
  return /^(is )?offered|^supported|^vulnerable|^CVE-2015-3197/i.test(finding) ? true : null;
}

/** `cipher-tls1_2_xc030` with `TLSv1.2 xc030 ECDHE-RSA-… ECDH 253 AESGCM 256 TLS_ECDHE_RSA_…`. */
function suite(id: string, finding: string, endpoint: TlsEndpoint): void {
  const version = tlsVersion(/^cipher-((?:ssl|tls)\d(?:_\d)?)_/.exec(id)?.[1] ?? '');
  const cells = words(finding);
  if (version === null || cells.length < 3) return;
  const last = cells.at(-1) ?? '';
  endpoint.suite(version, /^(TLS|SSL)_/.test(last) ? last : ianaSuite(cells[2] ?? '', version));
  const prime = cells[3] === 'DH' && /^\d{3,5}$/.test(cells[4] ?? '') ? cells[4] : undefined;
  if (prime !== undefined) endpoint.group(`DH ${prime}`);
}

/** `cipherorder_TLSv1_2` with OpenSSL names in the server's order. */
function suiteList(id: string, finding: string, endpoint: TlsEndpoint): void {
  const version = tlsVersion(id.replace(/^[a-z]+_/, '').replace(/_(\d)$/, '.$1'));
  if (version === null) return;
  for (const name of suiteNames(finding)) endpoint.suite(version, ianaSuite(name, version));
}

function groupList(finding: string, endpoint: TlsEndpoint): void {
  const bits = /\((\d{3,5}) bits?\)|(\d{3,5}) bits?/.exec(finding);
  const named = words(finding).filter((word) => /^(prime|sec[pt]|X\d|x\d|brainpool|ffdhe|curve|SecP|MLKEM)/i.test(word));
  for (const name of named) endpoint.group(ianaGroup(name));
  if (named.length === 0 && bits) endpoint.group(`DH ${bits[1] ?? bits[2]}`);
}

const suiteNames = (text: string): readonly string[] => words(text).filter((name) => /^[A-Z][\w-]{4,60}$/.test(name));

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

const alpn = (finding: string): readonly string[] =>
  /not offered|not tested|not supported/i.test(finding) ? [] : finding.split(/[\s,]+/).filter((name) => /^[\w./-]{2,30}$/.test(name));

function negotiated(id: string, finding: string, endpoint: TlsEndpoint): void {
  if (id === 'protocol_negotiated') {
    const version = tlsVersion(/(?:SSL|TLS)v?[\d._]+/.exec(finding)?.[0] ?? '');
    if (version !== null) endpoint.negotiated({ version });
  } else if (id === 'cipher_negotiated') {
    const name = /^[A-Z][\w-]{2,60}/.exec(finding)?.[0];
    const group = /\(((?:P-|X|x)[\d]+[A-Z\d]*)\)/.exec(finding)?.[1];
    if (name !== undefined) endpoint.negotiated({ cipher: ianaSuite(name), group: group === undefined ? null : ianaGroup(group) });
  }
}
