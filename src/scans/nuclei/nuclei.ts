import { DecodeError } from '../../foundation/decode-error.ts';
import type { CheckExhibit, CheckId } from '../../model/network-exhibits.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { endpointOfUrl } from '../endpoint-of-url.ts';
import { type Fields, fieldsOf, listOf, parseJson, parseJsonLines, portOf, textOf } from '../json-fields.ts';
import { ScanCollector } from '../scan-collector.ts';

/** Nuclei's JSON and JSON lines (`-j`, `-je`, `-jle`): templates that matched, and with `-ms` those that did not. */
export const nuclei: ScanReport = {
  id: 'nuclei',
  title: 'Nuclei JSON and JSON lines',
  references: [{ source: 'Nuclei documentation', clause: 'output formats', url: 'https://docs.projectdiscovery.io/tools/nuclei/running' }],
  limitations: [
    'A template of severity “info” or “unknown” says nothing against an endpoint, unless it is one of the checks we know.',
    'A template that did not match is in the report only with `-matcher-status`; without it no check is ever `no`.',
  ],
  recognise: (text) =>
    /^\s*\[?\s*\{/.test(text.slice(0, 256)) &&
    /"template(-id|ID)"\s*:/.test(text.slice(0, 65_536)) &&
    /"info"\s*:\s*\{/.test(text.slice(0, 65_536)),
  read: (text): ScanLists => {
    const { items, broken } = text.trimStart().startsWith('[') ? { items: listOf(parseJson(text)), broken: 0 } : parseJsonLines(text);
    if (items.length === 0) throw new DecodeError('malformed', 'no line of it is JSON');
    const scan = new ScanCollector('nuclei');
    for (const [index, item] of items.entries()) readMatch(fieldsOf(item), `#/${index}`, scan);
    if (broken > 0) scan.problem('malformed', '#', `${broken} lines are not JSON`);
    return scan.lists();
  },
};

const known: readonly (readonly [RegExp, CheckId])[] = [
  [/^http-missing-security-headers/, 'missing-security-headers'],
  [/^(cookies?|missing-cookie).*(secure|httponly|flag)/, 'insecure-cookie'],
  [/^deprecated-tls|^tls-version-old/, 'old-version'],
  [/^weak-cipher-suites/, 'weak-cipher'],
  [/^expired-ssl/, 'expired-certificate'],
  [/^self-signed-ssl/, 'self-signed'],
  [/^mismatched-ssl/, 'wrong-name'],
  [/^untrusted-root/, 'untrusted-chain'],
  [/^revoked-ssl/, 'revoked-certificate'],
  [/^ssh-password-auth/, 'password-login'],
  [/^ssh-(weak|cbc|sha1|diffie)/, 'weak-algorithm'],
  [/^ftp-anonymous|^mqtt-(anonymous|unauth)|^unauth(enticated|orized)?-/, 'anonymous-access'],
  [/^default-.*(page|file|index)/, 'default-page'],
];

function readMatch(match: Fields, at: string, scan: ScanCollector): void {
  const template = textOf(match['template-id']) ?? textOf(match['templateID']);
  const place = textOf(match['matched-at']) ?? textOf(match['matched']) ?? textOf(match['host']) ?? textOf(match['ip']);
  const endpoint = place === null ? null : (endpointOfUrl(place) ?? endpointOfUrl(textOf(match['host']) ?? ''));
  if (template === null || endpoint === null) return;
  const { host, scheme } = endpoint;
  const port = endpoint.port ?? portOf(match['port']);
  scan.host(at, textOf(match['ip']), [host]);
  const isMatch = match['matcher-status'] !== false;
  if (port !== null && isMatch)
    scan.interface({ at, host, port, transport: 'tcp', state: 'open', protocol: scheme, product: null, version: null, detail: '' });
  const info = fieldsOf(match['info']);
  const severity = (textOf(info['severity']) ?? 'unknown').toLowerCase();
  const check = checkOf(template, info);
  if (check === null && !['low', 'medium', 'high', 'critical'].includes(severity)) return;
  const extra = textOf(match['matcher-name']) ?? textOf(match['matcher_name']);
  const detail = `${textOf(info['name']) ?? template} (${template}, severity ${severity}${extra === null ? '' : `, ${extra}`})`;
  const result: CheckExhibit['result'] = isMatch ? 'yes' : 'no';
  scan.check({ at, host, port, check: check ?? 'vulnerability', result, detail });
}

function checkOf(template: string, info: Fields): CheckId | null {
  const { tags } = info;
  const words = (Array.isArray(tags) ? tags.map((tag) => textOf(tag) ?? '') : (textOf(tags) ?? '').split(',')).map((tag) => tag.trim());
  if (words.includes('default-login')) return 'known-login';
  return known.find(([pattern]) => pattern.test(template))?.[1] ?? null;
}
