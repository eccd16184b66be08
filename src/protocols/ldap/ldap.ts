import { latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, Protocol, ProtocolTools, Tell } from '../../model/protocol.ts';
import { type BerElement, berElement } from './ber-element.ts';

const sequence = 0x30;
const bindRequest = 0x60;
const extendedRequest = 0x77;
const extendedResponse = 0x78;
const simple = 0x80;
const sasl = 0xa3;
const startTls = '1.3.6.1.4.1.1466.20037';
/** Application tags of the requests and answers (RFC 4511, Appendix B). */
const operations = new Set([
  0x60, 0x61, 0x42, 0x63, 0x64, 0x65, 0x73, 0x66, 0x67, 0x68, 0x69, 0x4a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x50, 0x77, 0x78, 0x79,
]);

/** The operation of the message at the start of `bytes`: a sequence of a number and an operation; null where there is none. */
function operationOf(bytes: Uint8Array): { readonly operation: BerElement; readonly next: number } | null {
  const message = berElement(bytes, 0);
  if (message === null || message.tag !== sequence) return null;
  const number = berElement(bytes, message.start);
  if (number === null || number.tag !== 2 || number.end - number.start > 4) return null;
  const operation = berElement(bytes, number.end);
  return operation !== null && operations.has(operation.tag) ? { operation, next: message.end } : null;
}

/** LDAP. */
export const ldap: Protocol = {
  id: 'ldap',
  title: 'LDAP: directories',
  references: [{ source: 'RFC 4511', clause: '4.1.1, 4.2, 4.14', url: 'https://www.rfc-editor.org/rfc/rfc4511' }],
  limitations: ['Searches and answers are not read.', 'Connectionless LDAP (UDP) is named, not read.'],
  transports: ['tcp', 'udp'],
  ports: [389, 3268],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) => {
    const asked = operationOf(fromClient)?.operation;
    const isBind = asked?.tag === bindRequest && berElement(fromClient, asked.start)?.tag === 2 && fromClient[asked.start + 2] === 3;
    if (isBind) return 'certain';
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every((bytes) => operationOf(bytes) !== null) ? 'likely' : 'no';
  },
  converse: ({ transport }, tools) => (transport === 'tcp' ? conversation(tools) : { read: () => 'settled' }),
};

/** Messages looked at: a bind comes early. */
const patience = 32;

function conversation({ tell }: ProtocolTools): Conversation {
  let left = patience;
  let asksTls = false;
  return {
    read: (side, bytes) => {
      let at = 0;
      while (at < bytes.length) {
        const rest = bytes.subarray(at);
        const message = berElement(rest, 0);
        if (message === null || message.end > rest.length) return at;
        const found = operationOf(rest.subarray(0, message.end));
        if (found === null) throw new DecodeError('malformed', 'no LDAP message', at);
        left -= 1;
        at += message.end;
        const { operation } = found;
        if (operation.tag === bindRequest) tellBind(rest, operation, tell);
        else if (operation.tag === extendedRequest) asksTls ||= latin1(rest.subarray(operation.start, operation.end)).includes(startTls);
        else if (operation.tag === extendedResponse && asksTls && side === 'server') {
          asksTls = false;
          // Result code: an enumerated 0 (4.14.2).
          if (rest[operation.start + 2] === 0) {
            tell.encrypted(true);
            return { becomes: 'tls', taken: at };
          }
        }
        if (left === 0) return 'settled';
      }
      return at;
    },
  };
}

/** Version, name, authentication: a password as it is, or a mechanism (4.2). */
function tellBind(bytes: Uint8Array, { start, end }: BerElement, tell: Tell): void {
  const version = berElement(bytes, start);
  const name = version === null ? null : berElement(bytes, version.end);
  const login = name === null ? null : berElement(bytes, name.end);
  if (name === null || login === null || login.end > end) return;
  const user = latin1(bytes.subarray(name.start, name.end)) || null;
  const password = latin1(bytes.subarray(login.start, login.end));
  // An empty name with an empty password is nobody's login.
  if (login.tag === simple && (user !== null || password !== '')) tell.credential({ user, password });
  else if (login.tag === sasl && user !== null) tell.credential({ user, password: null });
}
