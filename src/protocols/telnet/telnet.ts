import type { Conversation, FirstBytes, FlowFacts, Protocol, ProtocolTools, Side } from '../../model/protocol.ts';
import { LoginDialogue } from './login-dialogue.ts';
import { stripTelnet } from './strip-telnet.ts';

/** The terminal protocol: everything in clear, passwords too. */
export const telnet: Protocol = {
  id: 'telnet',
  title: 'Telnet: logins typed in clear',
  references: [
    { source: 'RFC 854', url: 'https://www.rfc-editor.org/rfc/rfc854' },
    { source: 'RFC 857', url: 'https://www.rfc-editor.org/rfc/rfc857' },
  ],
  limitations: [
    'Prompts are read in English: login, username, user name, user, account; password, passwd, passphrase.',
    'What is sent under the encryption or authentication options (RFC 2941, 2946) is not read.',
    'What is typed after the login is not kept.',
  ],
  transports: ['tcp'],
  ports: [23, 2323],
  encrypted: false,
  recognise,
  converse: (flow, tools) => conversation(flow, tools),
};

function recognise({ fromClient, fromServer, serverPort }: FirstBytes): 'certain' | 'likely' | 'no' {
  if (isNegotiation(fromClient) || isNegotiation(fromServer)) return 'certain';
  if (serverPort !== 23 && serverPort !== 2323) return 'no';
  // A server that negotiates nothing, or a capture that begins later: text, as a terminal sends it.
  return isText(fromServer) && isText(fromClient) && fromServer.length + fromClient.length > 0 ? 'likely' : 'no';
}

/** At least two commands at the start, each IAC WILL, WONT, DO or DONT and a registered option, or a subnegotiation that ends (RFC 854, 855). */
function isNegotiation(bytes: Uint8Array): boolean {
  let commands = 0;
  let at = 0;
  while (bytes[at] === 255) {
    const command = bytes[at + 1] ?? 0;
    const option = bytes[at + 2] ?? 255;
    if (command < 250 || command === 255 || (option > 49 && (option < 138 || option > 140))) return false;
    if (command === 250) break;
    commands += 1;
    at += 3;
  }
  return commands >= 2 || (commands === 1 && (at === bytes.length || isText(bytes.subarray(at))));
}

function isText(bytes: Uint8Array): boolean {
  for (const byte of bytes.subarray(0, 256)) if (byte < 32 && ![0, 3, 4, 7, 8, 9, 10, 13, 27].includes(byte)) return false;
  return true;
}

function conversation(_: FlowFacts, { tell }: ProtocolTools): Conversation {
  const login = new LoginDialogue(tell.credential);
  return {
    read: (side: Side, bytes: Uint8Array) => {
      const { text, taken } = stripTelnet(bytes);
      if (text !== '') login.hear(side, text);
      return login.isOver ? 'settled' : taken;
    },
    gap: () => login.forget(),
    end: () => login.end(),
  };
}
