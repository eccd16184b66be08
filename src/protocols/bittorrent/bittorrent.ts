import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { startsWith } from '../text-lines.ts';

const handshake = '\u0013BitTorrent protocol';
/** Queries, answers and errors of the distributed table: bencoded, keys in order (BEP 5). */
const table = /^d1:(ad2:id20:|rd2:id20:|eli\d{3}e)|^d2:ip\d{1,2}:[\s\S]{6,18}1:rd2:id20:/;

/** BitTorrent: also how some bots (Mozi, Hajime) find each other. */
export const bittorrent: Protocol = {
  id: 'bittorrent',
  title: 'BitTorrent: peers and their distributed table',
  references: [
    { source: 'BEP 3', url: 'https://www.bittorrent.org/beps/bep_0003.html' },
    { source: 'BEP 5', url: 'https://www.bittorrent.org/beps/bep_0005.html' },
  ],
  limitations: ['µTP and obfuscated peers are not recognised.'],
  transports: ['tcp', 'udp'],
  ports: [6881],
  encrypted: false,
  recognise: ({ transport, fromClient, fromServer }) => {
    const isOwn = (bytes: Uint8Array): boolean =>
      transport === 'tcp' ? startsWith(bytes, handshake) : table.test(latin1(bytes.subarray(0, 64)));
    return isOwn(fromClient) || isOwn(fromServer) ? 'certain' : 'no';
  },
};
