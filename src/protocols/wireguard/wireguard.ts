import type { Protocol } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

/** Message types 1 to 4 with their lengths; three reserved bytes are 0 (WireGuard, 5.4). */
function kindOf(bytes: Uint8Array): number {
  const kind = peek.le32(bytes, 0);
  const length = bytes.length;
  if ((kind === 1 && length === 148) || (kind === 2 && length === 92) || (kind === 3 && length === 64)) return kind;
  return kind === 4 && length >= 32 && length % 16 === 0 ? kind : 0;
}

/** WireGuard, a tunnel. */
export const wireguard: Protocol = {
  id: 'wireguard',
  title: 'WireGuard: tunnel',
  references: [
    { source: 'WireGuard: Next Generation Kernel Network Tunnel', clause: '5.4', url: 'https://www.wireguard.com/papers/wireguard.pdf' },
  ],
  limitations: [],
  transports: ['udp'],
  ports: [51820],
  encrypted: true,
  recognise: ({ fromClient, fromServer }) => {
    const [asked, answered] = [kindOf(fromClient), kindOf(fromServer)];
    const isFit = (bytes: Uint8Array, kind: number): boolean => bytes.length === 0 || kind > 0;
    if (fromClient.length + fromServer.length === 0 || !isFit(fromClient, asked) || !isFit(fromServer, answered)) return 'no';
    // The answer names the sender of the opening.
    return asked === 1 && answered === 2 && peek.le32(fromClient, 4) === peek.le32(fromServer, 8) ? 'certain' : 'likely';
  },
};
