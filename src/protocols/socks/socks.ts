import { ByteReader } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools } from '../../model/protocol.ts';

const byPassword = 2;

/** SOCKS 5 opens with its version, a number of methods and them (RFC 1928, 3). */
const isGreeting = (bytes: Uint8Array): boolean => {
  const count = bytes[1] ?? 0;
  return (
    bytes[0] === 5 &&
    count >= 1 &&
    count <= 10 &&
    bytes.length >= 2 + count &&
    bytes.subarray(2, 2 + count).every((method) => method <= 9 || method >= 0x80)
  );
};
const isChoice = (bytes: Uint8Array): boolean => bytes[0] === 5 && bytes.length >= 2 && ((bytes[1] ?? 0) <= 9 || bytes[1] === 0xff);

/** What follows without a login is the request: version, command, reserved 0, kind of address (RFC 1928, 4). */
const isRequest = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 5 && [1, 2, 3].includes(bytes[at + 1] ?? 0) && bytes[at + 2] === 0 && [1, 3, 4].includes(bytes[at + 3] ?? 0);

/** Version 4: command, port, address, a user that ends with NUL; its answer begins with 0 and 90 to 93. */
const isOldRequest = (bytes: Uint8Array): boolean =>
  bytes[0] === 4 && [1, 2].includes(bytes[1] ?? 0) && bytes.length >= 9 && bytes.indexOf(0, 8) >= 8;
const isOldAnswer = (bytes: Uint8Array): boolean => bytes[0] === 0 && (bytes[1] ?? 0) >= 90 && (bytes[1] ?? 0) <= 93 && bytes.length >= 8;

/** SOCKS, a proxy: as which many bots serve. */
export const socks: Protocol = {
  id: 'socks',
  title: 'SOCKS 4 and 5: proxy',
  references: [
    { source: 'RFC 1928', clause: '3, 4', url: 'https://www.rfc-editor.org/rfc/rfc1928' },
    { source: 'RFC 1929', clause: '2', url: 'https://www.rfc-editor.org/rfc/rfc1929' },
  ],
  limitations: ['What is carried through the proxy is not named.'],
  transports: ['tcp'],
  ports: [1080],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    if (isOldRequest(fromClient)) return isOldAnswer(fromServer) ? 'certain' : fromServer.length === 0 ? 'likely' : 'no';
    if (!isGreeting(fromClient) || (fromServer.length > 0 && !isChoice(fromServer))) return 'no';
    const method = fromServer[1];
    const next = 2 + (fromClient[1] ?? 0);
    const follows = method === 0 ? isRequest(fromClient, next) : method === byPassword && fromClient[next] === 1;
    return follows ? 'certain' : 'likely';
  },
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  let step: 'greeting' | 'login' = 'greeting';
  let method: number | null = null;
  return {
    read: (side, bytes) => {
      if (side === 'server') {
        if (bytes[0] !== 5) return 'settled';
        if (bytes.length < 2) return 0;
        method ??= bytes[1] ?? 0;
        return method === byPassword ? bytes.length : 'settled';
      }
      const reader = new ByteReader(bytes);
      if (step === 'greeting') {
        if (reader.u8(0) === 4) return oldLogin(reader);
        if (reader.u8(0) !== 5) return 'settled';
        if (!reader.has(0, 2) || !reader.has(0, 2 + reader.u8(1))) return 0;
        step = 'login';
        return 2 + reader.u8(1);
      }
      if (reader.u8(0) !== 1) return 'settled';
      // Version 1, length and name, length and password (RFC 1929, 2).
      if (!reader.has(0, 2) || !reader.has(2, reader.u8(1) + 1)) return 0;
      const length = reader.u8(1);
      if (!reader.has(3 + length, reader.u8(2 + length))) return 0;
      tell.credential({ user: reader.text(2, length), password: reader.text(3 + length, reader.u8(2 + length)) });
      return 'settled';
    },
  };

  function oldLogin(reader: ByteReader): number | 'settled' {
    if (reader.bytes.indexOf(0, 8) < 8) return reader.length > 512 ? 'settled' : 0;
    const user = reader.text(8, reader.length - 8);
    if (user !== '') tell.credential({ user, password: null });
    return 'settled';
  }
}
