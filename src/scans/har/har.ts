import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { endpointOfUrl } from '../endpoint-of-url.ts';
import { type Fields, fieldsOf, listOf, parseJson, textOf } from '../json-fields.ts';
import { ScanCollector } from '../scan-collector.ts';
import { HarEndpoint } from './har-endpoint.ts';

/** HTTP archives (HAR 1.2): what a browser or a proxy saw; endpoints, their headers, cookies and logins in clear. */
export const har: ScanReport = {
  id: 'har',
  title: 'HTTP archive (HAR)',
  references: [{ source: 'HAR 1.2', clause: 'log.entries', url: 'http://www.softwareishard.com/blog/har-12-spec/' }],
  limitations: [
    'An archive holds what was visited while it was recorded: a `no` holds for those responses.',
    'Bodies are not looked into, but for names of form fields that carry a password.',
    'Chrome leaves cookies and authorization headers out unless asked for “HAR with sensitive data”: then nothing is said of them.',
  ],
  recognise: (text) => /^\s*\{\s*"log"\s*:\s*\{/.test(text.slice(0, 256)) && /"(entries|creator|pages)"\s*:/.test(text.slice(0, 4096)),
  read: (text): ScanLists => {
    const log = fieldsOf(fieldsOf(parseJson(text.replace(/^\uFEFF/, '')))['log']);
    const { name, version } = fieldsOf(log['creator']);
    const scan = new ScanCollector(['har', textOf(name), textOf(version)].filter((part) => part !== null).join(' '));
    const endpoints = new Map<string, HarEndpoint>();
    for (const [index, entry] of listOf(log['entries']).entries()) readEntry(fieldsOf(entry), `#/log/entries/${index}`, scan, endpoints);
    for (const endpoint of endpoints.values()) endpoint.tellTo(scan);
    return scan.lists();
  },
};

function readEntry(entry: Fields, at: string, scan: ScanCollector, endpoints: Map<string, HarEndpoint>): void {
  const url = textOf(fieldsOf(entry['request'])['url']);
  const found = url === null ? null : endpointOfUrl(url);
  if (found === null || found.scheme === null || found.port === null || !/^(https?|wss?)$/.test(found.scheme)) return;
  scan.host(at, textOf(entry['serverIPAddress'])?.replace(/^\[(.*)\]$/, '$1') ?? null, [found.host]);
  // Status 0: blocked, cancelled or served from a cache; nobody was reached.
  const status = fieldsOf(entry['response'])['status'];
  if (typeof status !== 'number' || status === 0) return;
  const id = `${found.scheme} ${found.host} ${found.port}`;
  const endpoint = endpoints.get(id) ?? new HarEndpoint(at, found.host, found.port, found.scheme);
  endpoints.set(id, endpoint);
  endpoint.add(fieldsOf(entry['request']), fieldsOf(entry['response']), status);
}
