import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, FirstBytes, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { SaslLogin } from '../sasl-login.ts';
import { softwareName } from '../software-name.ts';
import { textLines } from '../text-lines.ts';

/** Mail fetched. */
export const pop3: Protocol = {
  id: 'pop3',
  title: 'POP3: mail fetched, logins in clear',
  references: [
    { source: 'RFC 1939', clause: '7', url: 'https://www.rfc-editor.org/rfc/rfc1939' },
    { source: 'RFC 2595', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc2595' },
    { source: 'RFC 5034', url: 'https://www.rfc-editor.org/rfc/rfc5034' },
  ],
  limitations: ['Messages are not read.', 'Of APOP the name is told, of other mechanisms than PLAIN and LOGIN nothing.'],
  transports: ['tcp'],
  ports: [110],
  encrypted: false,
  recognise,
  converse: (_, tools) => conversation(tools),
};

function recognise({ fromClient, fromServer }: FirstBytes): 'certain' | 'likely' | 'no' {
  const greets = /^\+OK\b/.test(latin1(fromServer.subarray(0, 8)));
  const isClient = /^(?:USER|CAPA|APOP|AUTH|STLS)\b[^\r\n]*\r?\n/i.test(latin1(fromClient.subarray(0, 300)));
  return greets && isClient ? 'certain' : greets || isClient ? 'likely' : 'no';
}

function conversation({ tell }: ProtocolTools): Conversation {
  const sasl = new SaslLogin(tell.credential);
  let user: string | null = null;
  let isGreeted = false;
  let asksForTls = false;
  const command = (line: string): void => {
    if (sasl.isOpen) return sasl.answer(line);
    const [verb = '', first = '', second] = line.split(' ');
    const name = verb.toUpperCase();
    if (name === 'USER') user = line.slice(5);
    else if (name === 'PASS') tell.credential({ user, password: line.slice(5) });
    else if (name === 'APOP') tell.credential({ user: first, password: null });
    else if (name === 'AUTH' && first !== '') sasl.begin(first, second);
    else if (name === 'STLS') asksForTls = true;
  };
  return {
    read: (side, bytes) => {
      const { lines, taken } = textLines(bytes);
      if (side === 'client') for (const line of lines) command(line);
      else if (asksForTls && lines.some((line) => line.startsWith('+OK'))) return { becomes: 'tls', taken };
      else if (!isGreeted && lines.length > 0) {
        isGreeted = true;
        const software = softwareName((lines[0] ?? '').replace(/^\+OK /, ''));
        if (software !== null) tell.component({ side, ...software });
      }
      return taken;
    },
  };
}
