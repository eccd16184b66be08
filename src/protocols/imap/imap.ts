import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, FirstBytes, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { SaslLogin } from '../sasl-login.ts';
import { softwareName } from '../software-name.ts';
import { textLines } from '../text-lines.ts';

/** Mail kept on a server. */
export const imap: Protocol = {
  id: 'imap',
  title: 'IMAP: mail read on the server, logins in clear',
  references: [{ source: 'RFC 9051', clause: '6.2', url: 'https://www.rfc-editor.org/rfc/rfc9051' }],
  limitations: [
    'Messages are not read.',
    'A LOGIN whose name or password is sent as literal is not read.',
    'Of mechanisms other than PLAIN and LOGIN nothing is told.',
  ],
  transports: ['tcp'],
  ports: [143],
  encrypted: false,
  recognise,
  converse: (_, tools) => conversation(tools),
};

function recognise({ fromClient, fromServer }: FirstBytes): 'certain' | 'likely' | 'no' {
  const greets = /^\* (?:OK|PREAUTH|BYE)\b/.test(latin1(fromServer.subarray(0, 12)));
  const isClient = /^[\w.-]{1,20} (?:CAPABILITY|LOGIN|AUTHENTICATE|STARTTLS|ID|NOOP|SELECT)\b[^\r\n]*\r?\n/i.test(
    latin1(fromClient.subarray(0, 400)),
  );
  return greets && isClient ? 'certain' : greets || isClient ? 'likely' : 'no';
}

/** An atom, or a text in quotes with `\` before quotes and backslashes (RFC 9051, 9). */
const login = /^(?:"((?:[^"\\]|\\.){0,500})"|([^\s"{]{1,500})) (?:"((?:[^"\\]|\\.){0,500})"|([^\s"{]{1,500}))$/;

function conversation({ tell }: ProtocolTools): Conversation {
  const sasl = new SaslLogin(tell.credential);
  let isGreeted = false;
  let tlsTag: string | null = null;
  const command = (line: string): void => {
    if (sasl.isOpen) return sasl.answer(line);
    const [tag = '', verb = '', first = '', second] = line.split(' ');
    const name = verb.toUpperCase();
    if (name === 'STARTTLS') tlsTag = tag;
    else if (name === 'AUTHENTICATE') sasl.begin(first, second);
    else if (name === 'LOGIN') {
      const [, quotedUser, user, quotedPassword, password] = login.exec(line.slice(tag.length + 7)) ?? [];
      const who = plain(quotedUser) ?? user;
      if (who !== undefined) tell.credential({ user: who, password: plain(quotedPassword) ?? password ?? null });
    }
  };
  return {
    read: (side, bytes) => {
      const { lines, taken } = textLines(bytes);
      if (side === 'client') for (const line of lines) command(line);
      else if (tlsTag !== null && lines.some((line) => line.startsWith(`${tlsTag} OK`))) return { becomes: 'tls', taken };
      else if (!isGreeted && lines.length > 0) {
        isGreeted = true;
        const software = softwareName((lines[0] ?? '').replace(/^\* OK (?:\[[^\]]*\] )?/, ''));
        if (software !== null) tell.component({ side, ...software });
      }
      return taken;
    },
  };
}

const plain = (quoted: string | undefined): string | undefined => quoted?.replace(/\\(.)/g, '$1');
