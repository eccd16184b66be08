import type { SshAlgorithms } from '../../model/network-exhibits.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { endpointOfUrl } from '../endpoint-of-url.ts';
import { type Fields, fieldsOf, listOf, parseJson, textOf } from '../json-fields.ts';
import { ScanCollector } from '../scan-collector.ts';

const kinds = ['kex', 'key', 'enc', 'mac'] as const;
type Kind = (typeof kinds)[number];
type Target = { readonly at: string; readonly host: string; readonly port: number };

/** ssh-audit's JSON (`-j`, `-jj`): the algorithms an SSH server offers and what the tool thinks of them; one target or a list. */
export const sshAudit: ScanReport = {
  id: 'ssh-audit',
  title: 'ssh-audit JSON',
  references: [{ source: 'ssh-audit', clause: 'README', url: 'https://github.com/jtesta/ssh-audit' }],
  limitations: [
    'Reports of old versions that only list algorithms say nothing of their strength and make the check unknown.',
    'CVEs are by the version of the banner, hence unknown.',
  ],
  recognise: (text) => {
    const head = text.slice(0, 4096);
    return /^\s*\[?\s*\{/.test(head) && /"banner"\s*:\s*\{/.test(head) && /"(raw|software|protocol)"\s*:/.test(head);
  },
  read: (text): ScanLists => {
    const report = parseJson(text);
    const scan = new ScanCollector('ssh-audit');
    const all = Array.isArray(report) ? (report as readonly unknown[]) : [report];
    for (const [index, item] of all.entries()) readTarget(fieldsOf(item), Array.isArray(report) ? `#/${index}` : '#', scan);
    return scan.lists();
  },
};

function readTarget(item: Fields, at: string, scan: ScanCollector): void {
  const { target, banner, cves } = item;
  const endpoint = endpointOfUrl(textOf(target) ?? textOf(item['host']) ?? '');
  if (endpoint === null) {
    scan.problem('malformed', at, 'the report does not say which server it is about');
    return;
  }
  const port = endpoint.port ?? 22;
  const { host } = endpoint;
  const { software, raw } = fieldsOf(banner);
  const [, product, version] = /^([A-Za-z][A-Za-z-]*)[_-]?(\S*)/.exec(textOf(software) ?? '') ?? [];
  scan.host(at, host, []);
  const detail = textOf(raw) ?? '';
  scan.interface({
    at,
    host,
    port,
    transport: 'tcp',
    state: 'open',
    protocol: 'ssh',
    product: product ?? null,
    version: version || null,
    detail,
  });
  const { protocol } = fieldsOf(banner);
  scan.ssh({
    at,
    client: null,
    server: host,
    port,
    version: textOf(protocol),
    clientOffer: null,
    serverOffer: offerOf(item),
    agreed: null,
    hassh: null,
    hasshServer: null,
  });
  weakAlgorithms(item, { at, host, port }, scan);
  for (const entry of listOf(cves)) {
    const { name, description, cvssv2 } = fieldsOf(entry);
    const id = textOf(name);
    const about = `${id ?? ''} (CVSS ${String(cvssv2)}) by the version of the banner: ${textOf(description) ?? ''}`;
    if (id !== null) scan.check({ at, host, port, check: 'vulnerability', result: 'unknown', detail: about });
  }
}

function offerOf(item: Fields): SshAlgorithms | null {
  const named = (kind: Kind): readonly string[] => listOf(item[kind]).map((entry) => algorithm(entry, kind, item).name);
  const [kex, hostKeys, ciphers, macs] = [named('kex'), named('key'), named('enc'), named('mac')];
  return [...kex, ...hostKeys, ...ciphers, ...macs].length === 0 ? null : { kex, hostKeys, ciphers, macs };
}

function weakAlgorithms(item: Fields, { at, host, port }: Target, scan: ScanCollector): void {
  const entries = kinds.flatMap((kind) => listOf(item[kind]).map((entry) => ({ kind, ...algorithm(entry, kind, item) })));
  if (entries.length === 0) return;
  const failed = entries.filter(({ isFailed }) => isFailed === true).map(({ name }) => name);
  const isUnsaid = entries.some(({ isFailed }) => isFailed === null);
  const result = failed.length > 0 ? 'yes' : isUnsaid ? 'unknown' : 'no';
  const detail =
    failed.length > 0 ? `failed by the tool: ${[...new Set(failed)].join(', ')}` : `${entries.length} algorithms, none failed by the tool`;
  scan.check({ at, host, port, check: 'weak-algorithm', result, detail });
}

type Rated = { readonly name: string; readonly isFailed: boolean | null };

/** Newer versions note `fail`, `warn` and `info` beside each; older ones only recommend what to delete. */
function algorithm(entry: unknown, kind: Kind, item: Fields): Rated {
  const name = textOf(entry) ?? textOf(fieldsOf(entry)['algorithm']) ?? '';
  const { notes } = fieldsOf(entry);
  if (notes !== undefined && !Array.isArray(notes)) return { name, isFailed: listOf(fieldsOf(notes)['fail']).length > 0 };
  const critical = fieldsOf(fieldsOf(item['recommendations'])['critical']);
  if (item['recommendations'] === undefined) return { name, isFailed: null };
  const deleted = listOf(fieldsOf(critical['del'])[kind]).map((one) => textOf(fieldsOf(one)['name']));
  return { name, isFailed: deleted.includes(name) };
}
