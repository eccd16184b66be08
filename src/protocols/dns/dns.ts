import type { Conversation, FirstBytes, FlowFacts, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';
import { dnsAnswers } from '../dns-answers.ts';
import { type DnsMessage, readDnsMessage } from '../dns-message.ts';
import { dnsShape } from '../dns-shape.ts';
import { eachMessage } from '../framed.ts';
import { NameLedger } from '../name-ledger.ts';
import { peek } from '../peek.ts';

/** RFC 1035, 4.2.2: over TCP each message stands after its length. */
const size = (bytes: Uint8Array, at: number): number | null => {
  const length = peek.be16(bytes, at);
  return length < 0 ? 0 : length < 12 ? null : length + 2;
};

/** Ports on which other protocols send messages of the same form: NetBIOS, mDNS, LLMNR. */
const others: readonly number[] = [137, 5353, 5355];

/** The domain name system, over UDP and TCP. */
export const dns: Protocol = {
  id: 'dns',
  title: 'DNS: names asked for and answered',
  references: [
    { source: 'RFC 1035', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc1035' },
    { source: 'RFC 3597', clause: '5', url: 'https://www.rfc-editor.org/rfc/rfc3597' },
    { source: 'RFC 9460', clause: '2.2', url: 'https://www.rfc-editor.org/rfc/rfc9460' },
  ],
  limitations: [
    'Signatures (DNSSEC) are not verified.',
    'Zone transfers, updates and notifications are named, their records not listed.',
    'Of a message at most 512 records are read.',
  ],
  transports: ['udp', 'tcp'],
  ports: [53],
  encrypted: false,
  recognise,
  window: 65_537,
  converse: (flow, tools) => conversation(flow, tools),
};

function recognise({ transport, serverPort, clientPort, fromClient, fromServer }: FirstBytes): 'certain' | 'likely' | 'no' {
  const bytes = fromClient.length > 0 ? fromClient : fromServer;
  if (transport === 'tcp') {
    const whole = size(bytes, 0);
    return whole !== null && whole > 0 && dnsShape(bytes.subarray(2, whole)) !== null ? 'likely' : 'no';
  }
  if (others.includes(serverPort) || others.includes(clientPort)) return 'no';
  const message = dnsShape(bytes);
  if (message === null) return serverPort === 53 && isCutOff(bytes) ? 'likely' : 'no';
  return isPlainQuestion(message) ? 'certain' : 'likely';
}

/** Nothing else is made like this: a question to the last byte, of a registered type, about a name with a dot. */
const isPlainQuestion = ({ isWhole, isResponse, opcode, questions: [question, ...more], records }: DnsMessage): boolean =>
  isWhole &&
  opcode === 0 &&
  question !== undefined &&
  more.length === 0 &&
  (isResponse || records.every(({ type }) => type === 'OPT')) &&
  !question.type.startsWith('TYPE') &&
  /^[\w-]+(\.[\w-]+)+$/.test(question.name);

/** A capture may keep but the header, or the start of a name. */
const isCutOff = (bytes: Uint8Array): boolean => bytes.length >= 12 && peek.be16(bytes, 4) === 1 && ((bytes[2] ?? 0) & 0x78) === 0;

function conversation({ transport }: FlowFacts, { tell }: ProtocolTools): Conversation {
  const ledger = new NameLedger(tell.name);
  const read = (bytes: Uint8Array): void => {
    const message = readDnsMessage(bytes);
    // Opcodes other than a query's use the question for something else (RFC 1996, 2136).
    if (message.opcode !== 0) return;
    for (const question of message.questions) {
      if (message.isResponse) ledger.answer(question.name, question.type, dnsAnswers(message, question));
      else ledger.ask(question.name, question.type);
    }
  };
  return {
    read:
      transport === 'udp'
        ? datagramReader((_, bytes) => read(bytes))
        : (_, bytes) => eachMessage(bytes, size, (message) => read(message.subarray(2))),
    end: () => ledger.end(),
  };
}
