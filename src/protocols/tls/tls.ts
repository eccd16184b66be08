import type { Protocol } from '../../model/protocol.ts';
import { recogniseTls } from './recognise-tls.ts';
import { TlsConversation } from './tls-conversation.ts';

/** SSL 2 to TLS 1.3 over TCP, on any port or after another protocol handed over: the handshake as far as it is in clear. */
export const tls: Protocol = {
  id: 'tls',
  title: 'TLS and SSL: what the handshake says in clear',
  references: [
    { source: 'RFC 8446', clause: '4, 5', url: 'https://www.rfc-editor.org/rfc/rfc8446' },
    { source: 'RFC 5246', clause: '6, 7, E.2', url: 'https://www.rfc-editor.org/rfc/rfc5246' },
    { source: 'RFC 6101', clause: '5', url: 'https://www.rfc-editor.org/rfc/rfc6101' },
    { source: 'JA4', url: 'https://github.com/FoxIO-LLC/ja4/blob/main/technical_details/JA4.md' },
  ],
  limitations: [
    'Nothing is decrypted: in TLS 1.3 certificates and the chosen application protocol stay unseen.',
    'With Encrypted Client Hello the server name is the outer one.',
    'A client that does not send supported_versions names its best version only, so the older ones it would accept are not listed.',
    'Renegotiated sessions are enciphered and not told.',
    'Fingerprints are not made of hellos in the SSL 2 format.',
  ],
  transports: ['tcp'],
  ports: [
    443, 465, 563, 636, 853, 989, 990, 992, 993, 994, 995, 2376, 3269, 4433, 5061, 5223, 5349, 5671, 5684, 6443, 6514, 6697, 8443, 8883,
    9443,
  ],
  encrypted: true,
  recognise: recogniseTls,
  converse: (_, tools) => new TlsConversation(tools),
};
