import { by } from '../foundation/order.ts';
import type { Exhibits } from '../model/exhibits.ts';
import type { FlowExhibit, SshExhibit, TlsExhibit } from '../model/network-exhibits.ts';
import { listLines } from './list-lines.ts';

/** What captures and scans show, for reading: the gravest first. */
export function networkSummary(exhibits: Exhibits): readonly string[] {
  return [
    ...listLines(
      'captures',
      exhibits.captures,
      (item) =>
        `${item.at}  ${item.format}, ${item.link}, ${item.packets} packets in ${item.seconds} s; device ${item.device === null ? 'not told: --device ADDRESS' : `${item.device} (${item.deviceBy})${item.joined ? ', seen joining' : ''}`}`,
    ),
    ...listLines('behaviours', exhibits.behaviours, (item) => `${item.at}  ${item.kind} by ${item.subject}: ${item.detail}`),
    ...listLines(
      'credentials in clear',
      exhibits.credentials,
      (item) =>
        `${item.at}  ${item.protocol} ${item.client} -> ${item.server} ${item.user ?? '-'} ${item.redacted ?? ''}${item.known ? ' KNOWN' : ''}`,
    ),
    ...listLines('hosts', exhibits.hosts.toSorted(by(({ role }) => ['device', 'local', 'remote', 'multicast'].indexOf(role))), (item) =>
      `${item.role.padEnd(9)} ${item.address ?? ''} ${[item.mac, item.vendor, item.names.join(', ')].filter(Boolean).join('  ')}`.trimEnd(),
    ),
    ...listLines('flows', exhibits.flows.toSorted(by(({ bytes }) => -bytes)), flowLine),
    ...listLines('names', exhibits.names, (item) => `${item.type} ${item.name} ${item.answers.slice(0, 4).join(' ')}`.trimEnd()),
    ...listLines('tls', exhibits.tls, tlsLine),
    ...listLines('ssh', exhibits.ssh, sshLine),
    ...listLines(
      'interfaces',
      exhibits.interfaces.filter(({ state }) => state === 'open'),
      (item) => `${item.host}:${item.port}/${item.transport}  ${[item.protocol, item.product, item.version].filter(Boolean).join(' ')}`,
    ),
    ...listLines(
      'checks against the endpoint',
      exhibits.checks.filter(({ result }) => result === 'yes'),
      (item) => `${item.host}${item.port === null ? '' : `:${item.port}`}  ${item.check} (${item.by}): ${item.detail}`,
    ),
    ...listLines(
      'network profile',
      exhibits.peers,
      (item) =>
        `${item.direction} ${item.kind} ${item.peer} ${item.transport ?? 'any'} ${item.peerPort ?? '*'} -> ${item.devicePort ?? '*'}`,
    ),
  ];
}

const flowLine = (item: FlowExhibit): string => {
  const port = (number: number | null): string => (number === null ? '' : `:${number}`);
  const protection = item.encrypted === null ? '' : item.encrypted ? ', encrypted' : ', in clear';
  return `${item.client}${port(item.clientPort)} -> ${item.server}${port(item.port)}  ${item.application ?? item.transport ?? item.protocol}, ${item.packets} packets, ${item.bytes} bytes${protection}`;
};

function tlsLine(item: TlsExhibit): string {
  const server = `${item.sni ?? item.server}${item.port === null ? '' : `:${item.port}`}`;
  const settled = [item.version, item.cipher, item.group].filter(Boolean).join(' ');
  if (item.offered?.by !== 'server') return `${server}  ${settled}`;
  return `${server}  takes ${item.offered.versions.join(' ')}, ${item.offered.ciphers.length} suites`;
}

function sshLine({ server, port, version, agreed, serverOffer }: SshExhibit): string {
  const spoken = `${server}${port === null ? '' : `:${port}`}  SSH ${version ?? 'of a version not seen'}`;
  if (agreed !== null) return `${spoken}, ${[...agreed.kex, ...agreed.hostKeys, ...agreed.ciphers, ...agreed.macs].join(' ')}`;
  return serverOffer === null ? spoken : `${spoken}, takes ${[...serverOffer.kex, ...serverOffer.ciphers].join(' ')}`;
}
