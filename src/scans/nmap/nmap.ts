import type { XmlElement } from '../../model/host.ts';
import type { InterfaceExhibit } from '../../model/network-exhibits.ts';
import type { ScanLists, ScanReport } from '../../model/scan-report.ts';
import { isAddress } from '../address-role.ts';
import { ScanCollector } from '../scan-collector.ts';
import { childOf, childrenOf, xmlReport, xmlRootName } from '../xml-report.ts';
import { nmapScript } from './nmap-script.ts';

/** Nmap's XML (`-oX`): hosts, ports, services, and what its scripts say of TLS, logins and vulnerabilities. */
export const nmap: ScanReport = {
  id: 'nmap',
  title: 'Nmap XML',
  references: [
    { source: 'Nmap XML output', clause: 'nmap.dtd', url: 'https://nmap.org/book/nmap-dtd.html' },
    { source: 'NSE', clause: 'scripts and their structured output', url: 'https://nmap.org/book/nse-api.html' },
  ],
  limitations: [
    'Ports that Nmap only counts (extraports) are not listed one by one.',
    'Scripts are read whose answer is a check or TLS (see nmap-script.ts); what others print is left out.',
    'A port in state open|filtered or unfiltered is listed as filtered, with the state in its detail.',
    'Guesses of the operating system and traces are not read.',
  ],
  recognise: (text) => xmlRootName(text) === 'nmaprun',
  read: (text, { host }): ScanLists => {
    const { root, cutOff } = xmlReport(text, host, ['nmaprun']);
    const scan = new ScanCollector(`${root.attributes['scanner'] ?? 'nmap'} ${root.attributes['version'] ?? ''}`);
    const tried = childrenOf(root, 'scaninfo').map(({ attributes }) => attributes);
    for (const [index, one] of childrenOf(root, 'host').entries()) readHost(one, `#/host[${index + 1}]`, { scan, tools: host, tried });
    const finished = childOf(childOf(root, 'runstats'), 'finished');
    if (cutOff) scan.problem('truncated', '#', 'the report ends before its root element does');
    else if (finished?.attributes['exit'] !== undefined && finished.attributes['exit'] !== 'success')
      scan.problem('truncated', '#/runstats', `the scan ended early: ${finished.attributes['errormsg'] ?? ''}`);
    return scan.lists();
  },
};

type Tools = Parameters<ScanReport['read']>[1]['host'];

type Reading = { readonly scan: ScanCollector; readonly tools: Tools; readonly tried: readonly Readonly<Record<string, string>>[] };

function readHost(element: XmlElement, at: string, { scan, tools, tried }: Reading): void {
  const addresses = childrenOf(element, 'address').map(({ attributes }) => attributes);
  const address = addresses.find(({ addrtype }) => addrtype === 'ipv4' || addrtype === 'ipv6')?.['addr'] ?? null;
  const link = addresses.find(({ addrtype }) => addrtype === 'mac');
  const named = childrenOf(childOf(element, 'hostnames'), 'hostname').map(({ attributes }) => attributes);
  const names = named.map((one) => one['name'] ?? '');
  const mac = link?.['addr'];
  const vendor = link?.['vendor'];
  scan.host(at, address, names, { ...(mac === undefined ? {} : { mac }), ...(vendor === undefined ? {} : { vendor }) });
  // What the tool was pointed at is how the maker knows the endpoint; PTR names are others' words.
  const target = named.find((one) => one['type'] === 'user')?.['name'] ?? address ?? mac;
  if (target === undefined || target === null) return;
  for (const { protocol, services = '' } of tried) {
    if (protocol === 'tcp' || protocol === 'udp') scan.sweep({ at, host: target.toLowerCase(), transport: protocol, ports: services });
  }
  const ports = childrenOf(childOf(element, 'ports'), 'port');
  for (const [index, port] of ports.entries()) readPort(port, `${at}/ports/port[${index + 1}]`, target, scan, tools);
  for (const script of childrenOf(childOf(element, 'hostscript'), 'script'))
    nmapScript(script, { at: `${at}/hostscript`, host: target, port: null, scan, tools });
}

function readPort(element: XmlElement, at: string, host: string, scan: ScanCollector, tools: Tools): void {
  const { protocol, portid } = element.attributes;
  const port = Number(portid);
  if ((protocol !== 'tcp' && protocol !== 'udp') || !Number.isInteger(port) || port < 1 || port > 65_535) {
    if (protocol === 'tcp' || protocol === 'udp') scan.problem('malformed', at, `port ${portid ?? ''}`);
    return;
  }
  const state = childOf(element, 'state')?.attributes['state'] ?? '';
  const service = childOf(element, 'service')?.attributes ?? {};
  const secured = service['tunnel'] === 'ssl' ? 'over TLS' : '';
  const source = service['method'] === 'table' ? 'name by port number only' : '';
  scan.interface({
    at,
    host: isAddress(host) ? host.toLowerCase() : host,
    port,
    transport: protocol,
    state: stateOf(state),
    protocol: service['name'] ?? null,
    product: service['product'] ?? null,
    version: service['version'] ?? null,
    detail: [['open', 'closed', 'filtered'].includes(state) ? '' : state, secured, source, service['extrainfo'] ?? '']
      .filter((part) => part !== '')
      .join('; '),
  });
  for (const script of childrenOf(element, 'script')) nmapScript(script, { at, host, port, scan, tools });
}

const stateOf = (state: string): InterfaceExhibit['state'] => (state === 'open' || state === 'closed' ? state : 'filtered');
