import type { Protocol } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

/** Message flags with version 0 and a kind of destination, session, security flags, counter (Matter Core, 4.4). */
function isMessage(bytes: Uint8Array): boolean {
  const flags = bytes[0] ?? 0xff;
  const security = bytes[3] ?? 0xff;
  // Destination kind 3 is reserved, and so are the session types 2 and 3.
  if (bytes.length < 16 || bytes.length > 1280 || (flags & 0xf8 & ~4) !== 0 || (flags & 3) === 3 || (security & 3) > 1) return false;
  const header = 8 + ((flags & 4) !== 0 ? 8 : 0) + ([0, 8, 2][flags & 3] ?? 0);
  return peek.le16(bytes, 1) !== 0 || bytes.length >= header + 6;
}

/** Matter, the common protocol of smart homes. */
export const matter: Protocol = {
  id: 'matter',
  title: 'Matter: smart home',
  references: [
    { source: 'Matter Core Specification', clause: '4.4', url: 'https://csa-iot.org/developer-resource/specifications-download-request/' },
  ],
  limitations: ['Named by its header on its port, not read; over TCP it is not recognised.'],
  transports: ['udp'],
  ports: [5540],
  encrypted: true,
  recognise: ({ fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every(isMessage) ? 'likely' : 'no';
  },
};
