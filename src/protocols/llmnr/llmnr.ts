import type { Conversation, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';
import { dnsAnswers } from '../dns-answers.ts';
import { readDnsMessage } from '../dns-message.ts';
import { dnsShape } from '../dns-shape.ts';
import { NameLedger } from '../name-ledger.ts';

/** Link-local multicast name resolution: what Windows asks its neighbours. */
export const llmnr: Protocol = {
  id: 'llmnr',
  title: 'LLMNR: names asked for on the local link',
  references: [{ source: 'RFC 4795', clause: '2.1', url: 'https://www.rfc-editor.org/rfc/rfc4795' }],
  limitations: ['LLMNR over TCP is not read.'],
  transports: ['udp'],
  ports: [5355],
  encrypted: false,
  recognise: ({ serverPort, clientPort, fromClient, fromServer }) => {
    if (serverPort !== 5355 && clientPort !== 5355) return 'no';
    const message = dnsShape(fromClient.length > 0 ? fromClient : fromServer);
    return message !== null && message.opcode === 0 && message.questions.length === 1 ? 'likely' : 'no';
  },
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  const ledger = new NameLedger(tell.name);
  return {
    read: datagramReader((_, bytes) => {
      const message = readDnsMessage(bytes);
      for (const question of message.questions) {
        const { name, type } = question;
        if (!message.isResponse) {
          ledger.ask(name, type);
          continue;
        }
        const answers = dnsAnswers(message, question);
        ledger.answer(name, type, answers);
        if (type === 'A' || type === 'AAAA') for (const address of answers) tell.host({ address, mac: null, name });
      }
    }),
    end: () => ledger.end(),
  };
}
