import type { Conversation, FlowFacts, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';
import { type DnsRecord, readDnsMessage } from '../dns-message.ts';
import { dnsShape } from '../dns-shape.ts';
import { NameLedger } from '../name-ledger.ts';

const mostHosts = 1024;

/** Multicast DNS with service discovery (DNS-SD). */
export const mdns: Protocol = {
  id: 'mdns',
  title: 'mDNS: hosts and services that name themselves on the local network',
  references: [
    { source: 'RFC 6762', clause: '18', url: 'https://www.rfc-editor.org/rfc/rfc6762' },
    { source: 'RFC 6763', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc6763' },
  ],
  limitations: ['Conflicts of names and goodbyes (time to live 0) are listed as any other answer.'],
  transports: ['udp'],
  ports: [5353],
  encrypted: false,
  recognise: ({ serverPort, clientPort, fromClient, fromServer }) => {
    if (serverPort !== 5353 && clientPort !== 5353) return 'no';
    return dnsShape(fromClient.length > 0 ? fromClient : fromServer) === null ? 'no' : 'likely';
  },
  converse: (flow, tools) => conversation(flow, tools),
};

function conversation(_: FlowFacts, { tell }: ProtocolTools): Conversation {
  const ledger = new NameLedger(tell.name);
  const hosts = new Set<string>();
  const host = ({ name, type, data: [address] }: DnsRecord): void => {
    if ((type !== 'A' && type !== 'AAAA') || address === undefined || !name.endsWith('.local')) return;
    const key = `${address} ${name}`;
    if (hosts.has(key) || hosts.size >= mostHosts) return;
    hosts.add(key);
    tell.host({ address, mac: null, name });
  };
  return {
    read: datagramReader((_side, bytes) => {
      const message = readDnsMessage(bytes);
      if (message.opcode !== 0) return;
      // RFC 6762, 18.3 and 7.1: questions in a response mean nothing; answers in a query are those the asker knows already.
      if (!message.isResponse) for (const { name, type } of message.questions) ledger.ask(name, type);
      for (const [key, { name, type, data }] of grouped(message.records)) if (key !== '') ledger.answer(name, type, data);
      for (const record of message.records) host(record);
    }),
    end: () => ledger.end(),
  };
}

/** Records of one name and type taken together, without what is only proposed (RFC 6762, 8.2) or says that nothing else exists. */
function grouped(records: readonly DnsRecord[]): ReadonlyMap<string, DnsRecord> {
  const groups = new Map<string, DnsRecord>();
  for (const record of records) {
    if (record.section === 'authority' || record.type === 'OPT' || record.type === 'NSEC') continue;
    const key = `${record.type} ${record.name}`;
    const before = groups.get(key);
    groups.set(key, before ? { ...before, data: [...new Set([...before.data, ...record.data])] } : record);
  }
  return groups;
}
