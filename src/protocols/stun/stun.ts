import type { Protocol } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

/** The cookie, two zero bits before, a length that fits and is a multiple of four (RFC 8489, 5). */
const isStun = (bytes: Uint8Array): boolean =>
  bytes.length >= 20 &&
  peek.be32(bytes, 4) === 0x2112a442 &&
  (bytes[0] as number) < 0x40 &&
  peek.be16(bytes, 2) % 4 === 0 &&
  20 + peek.be16(bytes, 2) <= bytes.length;

/** STUN and TURN: how a device behind a router is reached from outside. */
export const stun: Protocol = {
  id: 'stun',
  title: 'STUN and TURN',
  references: [{ source: 'RFC 8489', clause: '5', url: 'https://www.rfc-editor.org/rfc/rfc8489' }],
  limitations: ['Attributes are not read.', 'Classic STUN without the cookie (RFC 3489) is not told.'],
  transports: ['udp', 'tcp'],
  ports: [3478],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => (isStun(fromClient) || isStun(fromServer) ? 'certain' : 'no'),
};
