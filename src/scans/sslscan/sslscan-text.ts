import type { Host } from '../../model/host.ts';
import type { ScanLists } from '../../model/scan-report.ts';
import { isAddress } from '../address-role.ts';
import { ianaGroup } from '../iana-group.ts';
import { ianaSuite } from '../iana-suite.ts';
import { portOf } from '../json-fields.ts';
import { ScanCollector } from '../scan-collector.ts';
import { TlsEndpoint } from '../tls-endpoint.ts';
import { tlsVersion } from '../tls-version.ts';
import { nothingSaid, type SslscanFacts, type SslscanTest, sslscanChecks } from './sslscan-facts.ts';

type Writable = { -readonly [K in keyof SslscanFacts]: SslscanFacts[K] };
type Block = SslscanTest & { readonly facts: Writable; names: { issuer?: string; subject?: string }; pem: string[] | null };

/** What sslscan prints, without colours: a block per server, sections by their headings, an answer a line. */
export function readSslscanText(text: string, tools: Host): ScanLists {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const version = lines
    .slice(0, 20)
    .map((line) => /^\s*(?:Version:\s*)?v?(\d+\.\d+\.\d+[\w-]*)\s*$/.exec(line)?.[1])
    .find((one) => one !== undefined);
  const scan = new ScanCollector(version === undefined ? 'sslscan' : `sslscan ${version}`);
  let block: Block | undefined;
  for (const [index, line] of lines.entries()) {
    const start = /^Testing SSL server (\S+) on port (\d+) using SNI name (\S+)/.exec(line);
    if (start) {
      if (block) close(block);
      block = open(`:${index + 1}`, start, scan);
    } else if (block) readLine(line, block, tools);
    else if (/^ERROR:|^\s*ERROR: /.test(line)) scan.problem('unsupported', `:${index + 1}`, line);
  }
  if (block) close(block);
  return scan.lists();
}

function open(at: string, start: readonly string[], scan: ScanCollector): Block {
  const [, host = '', digits, sni = ''] = start;
  const port = portOf(digits);
  scan.host(at, host, []);
  const endpoint = new TlsEndpoint(at, host, port);
  endpoint.negotiated({ sni: isAddress(sni) ? null : sni });
  return { at, host, port, endpoint, scan, facts: { ...nothingSaid }, names: {}, pem: null };
}

function close(block: Block): void {
  const { issuer, subject } = block.names;
  // sslscan prints a bare common name for both where the certificate signs itself.
  if (issuer !== undefined && subject !== undefined) block.facts.selfSigned = issuer === subject;
  sslscanChecks(block, block.facts);
  block.endpoint.tellTo(block.scan);
}

function readLine(line: string, block: Block, tools: Host): void {
  if (block.pem !== null || line.startsWith('-----BEGIN CERTIFICATE-----')) readPem(line, block, tools);
  else if (!readOffer(line, block) && !readAnswer(line, block.facts)) readCertificate(line, block);
}

function readOffer(line: string, { endpoint }: Block): boolean {
  const protocol = /^((?:SSL|TLS)v[\d.]+)\s+(enabled|disabled)$/.exec(line);
  const version = tlsVersion(protocol?.[1] ?? '');
  if (version !== null) endpoint.version(version, protocol?.[2] === 'enabled');
  const suite = /^(?:Preferred|Accepted)\s+((?:SSL|TLS)v[\d.]+)\s+\d+ bits\s+(\S+)\s*(.*)$/.exec(line);
  const under = tlsVersion(suite?.[1] ?? '');
  if (suite && under !== null) {
    endpoint.suite(under, ianaSuite(suite[2] ?? '', under));
    const [, curve, group, prime] = /^(?:Curve (\S+) DHE \d+|Group (\S+)|DHE (\d+) bits)/.exec(suite[3] ?? '') ?? [];
    if (prime !== undefined) endpoint.group(`DH ${prime}`);
    else if (curve !== undefined || group !== undefined) endpoint.group(ianaGroup(curve ?? group ?? ''));
  }
  const group = /^(?:SSL|TLS)v[\d.]+\s+\d+ bits\s+([\w.-]+)(?: \([^)]{0,40}\))?$/.exec(line)?.[1];
  if (group !== undefined) endpoint.group(ianaGroup(group));
  return version !== null || suite !== null || group !== undefined;
}

function readAnswer(line: string, facts: Writable): boolean {
  if (line === 'Server supports TLS Fallback SCSV') facts.fallback = true;
  else if (line === 'Server does not support TLS Fallback SCSV') facts.fallback = false;
  else if (line.startsWith('Secure session renegotiation supported')) facts.renegotiation = { supported: true, secure: true };
  else if (line.startsWith('Insecure session renegotiation supported')) facts.renegotiation = { supported: true, secure: false };
  else if (line.startsWith('Session renegotiation not supported')) facts.renegotiation = { supported: false, secure: false };
  else if (line.startsWith('Compression enabled')) facts.compression = true;
  else if (line.startsWith('Compression disabled')) facts.compression = false;
  else {
    const [, version, not] = /^((?:SSL|TLS)v[\d.]+) (not )?vulnerable to heartbleed/.exec(line) ?? [];
    if (version === undefined) return false;
    facts.heartbleed = [...facts.heartbleed.slice(0, 16), [version, not === undefined]];
  }
  return true;
}

function readCertificate(line: string, block: Block): void {
  const [, name, value] =
    /^(Signature Algorithm|(?:RSA|ECC?|DSA|GOST) (?:Key|Curve) ?(?:Strength|Name)?|Subject|Issuer):\s+(\S.*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) return;
  if (name === 'Signature Algorithm') block.facts.signature = value.trim();
  else if (name === 'Subject') block.names.subject = value.trim();
  else if (name === 'Issuer') block.names.issuer = value.trim();
  else if (/^\d+/.test(value)) block.facts.key = { kind: name.split(' ')[0] ?? '', bits: Number.parseInt(value, 10) };
}

function readPem(line: string, block: Block, tools: Host): void {
  block.pem ??= [];
  block.pem.push(line);
  if (!line.startsWith('-----END') && block.pem.length < 1000) return;
  const facts = tools.certificate(new TextEncoder().encode(block.pem.join('\n')));
  block.pem = null;
  if (facts === null) block.scan.problem('malformed', block.at, 'its certificate is not one');
  else block.endpoint.negotiated({ certificate: block.scan.certificate(block.at, facts) });
}
