import type { FirstBytes, Protocol } from '../../model/protocol.ts';
import { recordType } from '../tls-record.ts';
import { DtlsConversation } from './dtls-conversation.ts';
import { type DtlsRecord, readDtlsRecords } from './dtls-records.ts';

function recognise({ fromClient, fromServer }: FirstBytes): 'certain' | 'likely' | 'no' {
  const [client, server] = [side(fromClient), side(fromServer)];
  if (client === 'likely' && server === 'likely') return 'certain';
  return client === 'certain' || server === 'no' ? client : server;
}

function side(datagram: Uint8Array): 'certain' | 'likely' | 'no' {
  if (datagram.length === 0) return 'no';
  const read = readDtlsRecords(datagram);
  if (read === null) return 'no';
  const [first] = read.records;
  if (first === undefined) return 'no';
  if (isHello(first)) return 'certain';
  // The header fills the datagram: type, version, and a length that is right.
  return read.isWhole ? 'certain' : 'likely';
}

/** A handshake message in clear whose length fits (RFC 6347, 4.2.2). */
function isHello({ type, epoch, body }: DtlsRecord): boolean {
  const kind = body[0] ?? 0;
  const fragment = (body[9] ?? 0) * 0x10000 + (body[10] ?? 0) * 0x100 + (body[11] ?? 0);
  return type === recordType.handshake && epoch === 0 && (kind === 1 || kind === 2 || kind === 3) && 12 + fragment <= body.length;
}

/** DTLS 1.0, 1.2 and 1.3 over UDP: the handshakes as far as they are in clear. */
export const dtls: Protocol = {
  id: 'dtls',
  title: 'DTLS: what the handshake says in clear',
  references: [
    { source: 'RFC 6347', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc6347' },
    { source: 'RFC 9147', clause: '4, 5', url: 'https://www.rfc-editor.org/rfc/rfc9147' },
  ],
  limitations: [
    'Nothing is decrypted: in DTLS 1.3 certificates and the chosen application protocol stay unseen.',
    'DTLS inside another protocol (CAPWAP, SCTP, TURN channels) is not looked for.',
    'Of the DTLS that OpenSSL spoke before the standard the version is told as 0x0100.',
    'Behind a connection id only the protocol is named.',
  ],
  transports: ['udp'],
  ports: [443, 684, 853, 2221, 3391, 4433, 4740, 5061, 5246, 5247, 5349, 5684, 10161],
  encrypted: true,
  recognise,
  converse: (_, tools) => new DtlsConversation(tools),
};
