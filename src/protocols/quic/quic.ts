import type { FirstBytes, Protocol } from '../../model/protocol.ts';
import { peek } from '../peek.ts';
import { QuicConversation } from './quic-conversation.ts';
import { isGoogleVersion, isKnownVersion, quicVersion, readLongHeader, readPackets } from './quic-packet.ts';

type Answer = 'certain' | 'likely' | 'no';

function recognise({ fromClient, fromServer }: FirstBytes): Answer {
  const [client, server] = [side(fromClient), side(fromServer)];
  return client === 'certain' || server === 'no' ? client : server;
}

function side(datagram: Uint8Array): Answer {
  if (datagram.length < 9) return 'no';
  const first = datagram[0] ?? 0;
  // A short header says nothing but its fixed bit (RFC 9000, 17.3).
  if (first < 0x80) return isOldGoogle(datagram) ? 'certain' : first >= 0x40 && datagram.length >= 21 ? 'likely' : 'no';
  const header = readLongHeader(datagram, 0);
  if (header === null) return isGoogleVersion(peek.be32(datagram, 1)) ? 'certain' : 'no';
  if (header.version === 0) return isNegotiation(datagram, header.at) ? 'certain' : 'no';
  if (!isKnownVersion(header.version)) return 'no';
  if (quicVersion(header.version) === null) return 'certain';
  // The fixed bit, and lengths that fit the datagram; a Retry ends with a tag of 16 bytes.
  if ((first & 0x40) === 0) return 'no';
  return readPackets(datagram).length > 0 || datagram.length >= header.at + 16 ? 'certain' : 'likely';
}

/** Version negotiation (RFC 9000, 17.2.1): whole numbers, one of them known. */
function isNegotiation(datagram: Uint8Array, at: number): boolean {
  if ((datagram.length - at) % 4 !== 0 || at === datagram.length) return false;
  for (let next = at; next < datagram.length; next += 4) if (isKnownVersion(peek.be32(datagram, next))) return true;
  return false;
}

/** Google's before Q046: flags with the version bit, a connection id of 8 bytes or none, the version. */
function isOldGoogle(datagram: Uint8Array): boolean {
  const flags = datagram[0] ?? 0;
  return (flags & 0x81) === 1 && isGoogleVersion(peek.be32(datagram, (flags & 0x08) === 0 ? 1 : 9));
}

/** QUIC 1, 2 and the drafts they came from: both hellos, which are sealed with keys that everyone has. */
export const quic: Protocol = {
  id: 'quic',
  title: 'QUIC: the hellos in its first packets',
  references: [
    { source: 'RFC 9000', clause: '17, 19', url: 'https://www.rfc-editor.org/rfc/rfc9000' },
    { source: 'RFC 9001', clause: '5', url: 'https://www.rfc-editor.org/rfc/rfc9001' },
    { source: 'RFC 9369', clause: '3', url: 'https://www.rfc-editor.org/rfc/rfc9369' },
  ],
  limitations: [
    'Certificates and the chosen application protocol are enciphered.',
    'The QUIC of Google (Q043 to T051) and drafts before 23 are named, not read.',
    'A capture that begins after the first packets of a client has no hellos; without a version it is named on its own ports only.',
    'A second handshake between the same ports is not read.',
  ],
  transports: ['udp'],
  ports: [443, 80, 784, 853, 8853, 4433, 8443],
  encrypted: true,
  recognise,
  converse: (_, tools) => new QuicConversation(tools),
};
