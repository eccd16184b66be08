import type { Protocol } from '../../model/protocol.ts';
import { areMessages } from '../framed.ts';
import { peek } from '../peek.ts';

/** On TCP: length, then the message header: its version (1, or 2) in the high half of the second byte, nothing reserved set. */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 4 > bytes.length) return 0;
  const length = peek.le16(bytes, at);
  const version = (bytes[at + 3] ?? 0) >> 4;
  return length >= 10 && (version === 1 || version === 2) ? 2 + length : null;
}

/** OpenWeave, which Nest's devices speak to each other and to their service. */
export const weave: Protocol = {
  id: 'weave',
  title: 'OpenWeave (Nest)',
  references: [{ source: 'OpenWeave message layer', url: 'https://github.com/openweave/openweave-core' }],
  limitations: ['Named by its framing on its port, not read; over UDP and Bluetooth it is not recognised.'],
  transports: ['tcp'],
  ports: [11095],
  encrypted: true,
  recognise: ({ fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every((bytes) => areMessages(bytes, size, 0)) ? 'likely' : 'no';
  },
};
