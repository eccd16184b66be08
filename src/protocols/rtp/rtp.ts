import type { Protocol } from '../../model/protocol.ts';

/** RTP's header has version 2 and nothing else that must be: it is believed only where a session announced it (RFC 3550, 5.1). */
const isRtp = (bytes: Uint8Array): boolean =>
  bytes.length >= 12 && (bytes[0] as number) >> 6 === 2 && 12 + ((bytes[0] as number) & 15) * 4 <= bytes.length;

/** Real-time Transport Protocol: sound and pictures. */
export const rtp: Protocol = {
  id: 'rtp',
  title: 'RTP: media in clear',
  references: [{ source: 'RFC 3550', clause: '5.1', url: 'https://www.rfc-editor.org/rfc/rfc3550' }],
  limitations: ['Named only where RTSP or SIP in the same capture announced it.', 'SRTP is not told from RTP.'],
  transports: ['udp'],
  ports: [],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) => (isRtp(fromClient) || isRtp(fromServer) ? 'likely' : 'no'),
};
