import type { Protocol, Side } from '../../model/protocol.ts';
import { startsWith, textLines } from '../text-lines.ts';

/** The Secure Shell protocol: named by its identification strings. */
export const ssh: Protocol = {
  id: 'ssh',
  title: 'SSH: identification strings',
  references: [{ source: 'RFC 4253', clause: '4.2', url: 'https://www.rfc-editor.org/rfc/rfc4253' }],
  limitations: ['Key exchange and authentication are not read.'],
  transports: ['tcp'],
  ports: [22],
  encrypted: true,
  recognise: ({ fromClient, fromServer }) => (startsWith(fromServer, 'SSH-') || startsWith(fromClient, 'SSH-') ? 'certain' : 'no'),
  converse: (_, { tell }) => {
    const done = new Set<Side>();
    return {
      read: (side, bytes) => {
        const { lines, taken } = textLines(bytes);
        // A server may send other lines before its identification (RFC 4253, 4.2).
        const found = lines.map((line) => /^SSH-([\d.]+)-(\S+)/.exec(line)).find((match) => match !== null);
        if (!found) return taken;
        const [, , software = ''] = found;
        const [, name = software, version = null] = /^([A-Za-z][\w+-]*?)[_-]v?(\d[\w.]*)/.exec(software) ?? [];
        tell.component({ side, name: name.toLowerCase(), version });
        done.add(side);
        return done.size === 2 ? 'settled' : taken;
      },
    };
  },
};
