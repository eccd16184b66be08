import { DecodeError } from '../../foundation/decode-error.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { ScanCollector } from '../scan-collector.ts';
import { xmlReport, xmlRootName } from '../xml-report.ts';
import { readSslscanText } from './sslscan-text.ts';
import { readSslscanXml } from './sslscan-xml.ts';

/** sslscan's XML (`--xml=`) and what it prints, with or without colours. */
export const sslscan: ScanReport = {
  id: 'sslscan',
  title: 'sslscan XML and text',
  references: [{ source: 'sslscan', clause: 'README', url: 'https://github.com/rbsec/sslscan' }],
  limitations: [
    'A certificate is listed only where the report holds it (`--show-certificate`); otherwise only what sslscan says of it is checked.',
    'Whether a certificate is trusted or names the host is not said by sslscan, so it is not answered.',
  ],
  recognise: (text) => {
    const head = text.slice(0, 4096);
    if (xmlRootName(head) === 'document') return head.includes('title="SSLScan Results"');
    return /^Testing SSL server \S+ on port \d+ using SNI name/m.test(withoutColours(head));
  },
  read: (text, { host }): ScanLists => {
    const isXml = text
      .replace(/^\uFEFF/, '')
      .trimStart()
      .startsWith('<');
    if (!isXml) return readSslscanText(withoutColours(text), host);
    const { root, cutOff } = xmlReport(text, host, ['document']);
    const scan = new ScanCollector(`sslscan ${root.attributes['version'] ?? ''}`);
    if (root.children.length === 0) throw new DecodeError('unsupported', 'no test stands in it');
    readSslscanXml(root, scan, host);
    if (cutOff) scan.problem('truncated', '#', 'the report ends before its root element does');
    return scan.lists();
  },
};

/** What a terminal takes as colour: `ESC [ digits m`. */
const withoutColours = (text: string): string => text.replaceAll(/\u001b\[[0-9;]{0,16}m/g, '');
