import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { startsWith } from '../text-lines.ts';

/** The beacon by which TiVo recorders and media servers find each other. */
export const tivo: Protocol = {
  id: 'tivo',
  title: 'TiVoConnect: discovery beacon',
  references: [{ source: 'TiVo Connect Automatic Machine Discovery Protocol Specification', url: 'https://www.tivo.com' }],
  limitations: ['Beacons over TCP are named, not read.'],
  transports: ['udp', 'tcp'],
  ports: [2190],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) =>
    [fromClient, fromServer].some((bytes) => startsWith(bytes, 'TiVoConnect=') || startsWith(bytes.subarray(4), 'TiVoConnect='))
      ? 'certain'
      : 'no',
  converse: ({ transport, client, server }, { tell }) => ({
    read: (side, bytes) => {
      if (transport === 'tcp') return 'settled';
      const fields = new Map(
        latin1(bytes)
          .split('\n', 32)
          .map((line) => [line.slice(0, Math.max(0, line.indexOf('='))).toLowerCase(), line.slice(line.indexOf('=') + 1).trim()]),
      );
      const platform = fields.get('platform');
      if (platform) tell.component({ side, name: platform.toLowerCase(), version: fields.get('swversion') || null });
      const name = fields.get('machine');
      if (name) tell.host({ address: side === 'client' ? client : server, mac: null, name });
      const identity = fields.get('identity');
      if (identity) tell.behaviour({ kind: 'identifier-in-clear', detail: `identity ${identity} broadcast` });
      return 'settled';
    },
  }),
};
