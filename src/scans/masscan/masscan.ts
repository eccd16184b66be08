import { DecodeError } from '../../foundation/decode-error.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { fieldsOf, listOf, parseJsonLines, portOf, textOf } from '../json-fields.ts';
import { ScanCollector } from '../scan-collector.ts';

/** Masscan's JSON (`-oJ`): open ports and banners, an object a line; it was never quite JSON in older versions (a comma too many). */
export const masscan: ScanReport = {
  id: 'masscan',
  title: 'masscan JSON',
  references: [
    { source: 'masscan manual', clause: '-oJ', url: 'https://github.com/robertdavidgraham/masscan/blob/master/doc/masscan.8.markdown' },
  ],
  limitations: [
    'Only JSON is read; the XML that masscan writes looks like Nmap’s and is read as that.',
    'Ports that did not answer are not in its reports.',
  ],
  recognise: (text) => /^\s*\[?\s*\{\s*"ip"\s*:\s*"[^"]{2,45}"\s*,\s*"timestamp"\s*:/.test(text.slice(0, 1024)),
  read: (text): ScanLists => {
    const scan = new ScanCollector('masscan');
    const { items, broken } = parseJsonLines(text);
    const whole = items.length === 1 && Array.isArray(items[0]) ? (items[0] as readonly unknown[]) : items;
    if (whole.length === 0) throw new DecodeError('malformed', 'no line of it is JSON');
    for (const [index, item] of whole.entries()) readItem(item, `#/${index}`, scan);
    if (broken > 0 && !/\{\s*finished\s*:/.test(text.slice(-64))) scan.problem('malformed', '#', `${broken} lines are not JSON`);
    return scan.lists();
  },
};

function readItem(item: unknown, at: string, scan: ScanCollector): void {
  const address = textOf(fieldsOf(item)['ip']);
  if (address === null) return;
  scan.host(at, address, []);
  for (const entry of listOf(fieldsOf(item)['ports'])) {
    const { port, proto, status, service, reason } = fieldsOf(entry);
    const number = portOf(port);
    if (number === null || (proto !== 'tcp' && proto !== 'udp')) continue;
    const { name, banner } = fieldsOf(service);
    scan.interface({
      at,
      host: address,
      port: number,
      transport: proto,
      state: status === 'closed' ? 'closed' : 'open',
      protocol: textOf(name),
      product: null,
      version: null,
      detail: textOf(banner) ?? textOf(reason) ?? '',
    });
  }
}
