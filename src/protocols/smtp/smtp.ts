import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, FirstBytes, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { SaslLogin } from '../sasl-login.ts';
import { softwareName } from '../software-name.ts';
import { textLines } from '../text-lines.ts';

/** Mail sent. */
export const smtp: Protocol = {
  id: 'smtp',
  title: 'SMTP: mail sent, logins in clear',
  references: [
    { source: 'RFC 5321', clause: '4.1', url: 'https://www.rfc-editor.org/rfc/rfc5321' },
    { source: 'RFC 4954', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc4954' },
    { source: 'RFC 3207', url: 'https://www.rfc-editor.org/rfc/rfc3207' },
  ],
  limitations: ['Messages are not read.', 'Of logins other than PLAIN and LOGIN nothing is told.'],
  transports: ['tcp'],
  ports: [25, 587, 2525],
  encrypted: false,
  recognise,
  converse: (_, tools) => conversation(tools),
};

/** The greeting alone may be FTP's; EHLO or HELO after it is nobody else's (RFC 5321, 4.1.1.1). */
function recognise({ fromClient, fromServer }: FirstBytes): 'certain' | 'likely' | 'no' {
  const server = latin1(fromServer.subarray(0, 300));
  const isClient = /^(?:EHLO|HELO) [^\r\n]+\r?\n/i.test(latin1(fromClient.subarray(0, 300)));
  const greets = /^220[ -]/.test(server);
  if ((isClient && greets) || (greets && /^220[ -][^\r\n]{0,200}\bE?SMTP\b/i.test(server))) return 'certain';
  return isClient || greets ? 'likely' : 'no';
}

function conversation({ tell }: ProtocolTools): Conversation {
  const sasl = new SaslLogin(tell.credential);
  let isGreeted = false;
  let asksForTls = false;
  let isMessage = false;
  const command = (line: string): void => {
    if (isMessage) {
      isMessage = line !== '.';
      return;
    }
    if (sasl.isOpen) return sasl.answer(line);
    const [verb = '', mechanism = '', initial] = line.split(' ');
    const name = verb.toUpperCase();
    if (name === 'AUTH') sasl.begin(mechanism, initial);
    else if (name === 'STARTTLS') asksForTls = true;
    else if (name === 'DATA') isMessage = true;
  };
  return {
    read: (side, bytes) => {
      const { lines, taken } = textLines(bytes);
      if (side === 'client') for (const line of lines) command(line);
      else if (asksForTls && lines.some((line) => line.startsWith('220'))) return { becomes: 'tls', taken };
      else if (!isGreeted && lines.length > 0) {
        isGreeted = true;
        const software = softwareName((lines[0] ?? '').replace(/^220[ -]\S+ (?:E?SMTP)?/i, ''));
        if (software !== null) tell.component({ side, ...software });
      }
      return taken;
    },
  };
}
