import { ByteReader } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools, Side } from '../../model/protocol.ts';
import { areMessages } from '../framed.ts';
import { peek } from '../peek.ts';

const greetingLength = 64;

/** ZMTP 1: a length that counts the flags (255: eight bytes of length follow), then flags, whose last bit says that more comes. */
function oldSize(bytes: Uint8Array, at: number): number | null {
  const short = bytes[at] ?? 0;
  if (short === 0) return null;
  const start = short === 255 ? at + 9 : at + 1;
  if (start >= bytes.length) return 0;
  if ((bytes[start] ?? 0) > 1) return null;
  if (short < 255) return 1 + short;
  return peek.be32(bytes, at + 1) === 0 ? 9 + peek.be32(bytes, at + 5) : null;
}

/** An anonymous identity (one byte, no flags), then at least two whole frames. */
const isOld = (bytes: Uint8Array): boolean => peek.be16(bytes, 0) === 0x0100 && areMessages(bytes, oldSize, 3);

/** ZMTP 2 and 3: 0xFF, the length of the identity as version 1 would send it, 0x7F, the version. */
const isGreeting = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff &&
  bytes[9] === 0x7f &&
  peek.be32(bytes, 1) === 0 &&
  (bytes.length < 11 || ((bytes[10] ?? 0) >= 1 && (bytes[10] ?? 9) <= 3));

/** ZeroMQ's message transport. */
export const zmtp: Protocol = {
  id: 'zmtp',
  title: 'ZMTP (ZeroMQ)',
  references: [
    { source: 'ZMTP 3.1', url: 'https://rfc.zeromq.org/spec/37/' },
    { source: 'ZMTP 1.0', url: 'https://rfc.zeromq.org/spec/13/' },
  ],
  limitations: ['ZMTP 1 is recognised where both sides are anonymous.'],
  transports: ['tcp'],
  ports: [],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) => {
    if (isGreeting(fromClient) || isGreeting(fromServer)) return 'certain';
    return isOld(fromClient) && isOld(fromServer) ? 'certain' : 'no';
  },
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  const greeted = new Set<Side>();
  let mechanism = '';
  return {
    read: (side, bytes) => {
      if (greeted.has(side)) return afterGreeting(side, bytes);
      if (bytes.length > 10 ? (bytes[0] ?? 0) !== 0xff || (bytes[10] ?? 0) < 3 : (bytes[0] ?? 0) !== 0xff) {
        // Before version 3 there is no security at all.
        tell.encrypted(false);
        return 'settled';
      }
      if (bytes.length < greetingLength) return 0;
      if (mechanism === '') {
        mechanism = new ByteReader(bytes).text(12, 20);
        tell.encrypted(mechanism !== 'NULL' && mechanism !== 'PLAIN');
      }
      greeted.add(side);
      return mechanism === 'PLAIN' ? greetingLength : 'settled';
    },
  };

  /** The client of PLAIN opens with a command frame: flags 4, its length, `HELLO`, then user and password with a length of one byte each. */
  function afterGreeting(side: Side, bytes: Uint8Array): number | 'settled' {
    if (side === 'server') return bytes.length;
    const reader = new ByteReader(bytes);
    if (bytes.length < 2 || bytes.length < 2 + reader.u8(1)) return 0;
    if (reader.u8(0) !== 4 || reader.u8(2) !== 5 || reader.text(3, 5) !== 'HELLO') return 'settled';
    const userLength = reader.u8(8);
    tell.credential({ user: reader.text(9, userLength), password: reader.text(10 + userLength, reader.u8(9 + userLength)) });
    return 'settled';
  }
}
