import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

const userName = 1;
const nasIdentifier = 32;
const codes = [1, 2, 3, 4, 5, 11, 12, 13, 40, 41, 42, 43, 44, 45];

/** Attributes of a packet (RFC 2865, 3 and 5), texts by number; null where they do not fill it exactly. */
function attributesOf(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> | null {
  if (!codes.includes(bytes[0] ?? 0) || peek.be16(bytes, 2) !== bytes.length || bytes.length < 20) return null;
  const found = new Map<number, Uint8Array>();
  let at = 20;
  while (at < bytes.length) {
    const length = bytes[at + 1] ?? 0;
    if (length < 2 || at + length > bytes.length) return null;
    found.set(bytes[at] ?? 0, bytes.subarray(at + 2, at + length));
    at += length;
  }
  return found;
}

/** RADIUS. */
export const radius: Protocol = {
  id: 'radius',
  title: 'RADIUS: logins to a network',
  references: [{ source: 'RFC 2865', clause: '3, 5', url: 'https://www.rfc-editor.org/rfc/rfc2865' }],
  limitations: ['Passwords are hidden by a shared secret and are not read.'],
  transports: ['udp'],
  ports: [1812, 1813, 1645, 1646, 3799],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every((bytes) => attributesOf(bytes) !== null) ? 'likely' : 'no';
  },
  converse: ({ client }, tools) => conversation(client, tools),
};

const mostUsers = 64;

function conversation(client: string, { tell }: ProtocolTools): Conversation {
  const users = new Set<string>();
  return {
    read: (side, bytes) => {
      const attributes = side === 'client' && users.size < mostUsers ? attributesOf(bytes) : null;
      const user = latin1(attributes?.get(userName) ?? new Uint8Array(0));
      const access = latin1(attributes?.get(nasIdentifier) ?? new Uint8Array(0));
      if (user !== '' && !users.has(user)) {
        users.add(user);
        tell.credential({ user, password: null });
        if (access !== '' && users.size === 1) tell.host({ address: client, mac: null, name: access });
      }
      return bytes.length;
    },
  };
}
