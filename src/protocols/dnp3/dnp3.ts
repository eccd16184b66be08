import type { Conversation, Protocol, ProtocolTools, Side } from '../../model/protocol.ts';
import { eachMessage } from '../framed.ts';
import { isLinkHeader } from './is-link-header.ts';
import { readAttributes } from './read-attributes.ts';

/** Longest fragment that is put together; devices send up to 2048 bytes (IEEE 1815, 4.1). */
const longestFragment = 2048;

/** A link frame (9.2): header of ten bytes, then blocks of up to 16 bytes with a check of two each; the length counts neither start nor checks. */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 10 > bytes.length) return 0;
  if (!isLinkHeader(bytes, at)) return null;
  const data = (bytes[at + 2] ?? 0) - 5;
  return 10 + data + 2 * Math.ceil(data / 16);
}

/** DNP3, of energy and water utilities. */
export const dnp3: Protocol = {
  id: 'dnp3',
  title: 'DNP3: telecontrol of utilities',
  references: [{ source: 'IEEE Std 1815-2012', clause: '8, 9', url: 'https://standards.ieee.org/ieee/1815/5414/' }],
  limitations: ['Whether secure authentication is in use is not told.', 'Device attributes are read where a fragment begins with them.'],
  transports: ['tcp', 'udp'],
  ports: [20000],
  encrypted: false,
  // The header carries a check of its own: chance does not get past it.
  recognise: ({ fromClient, fromServer }) => (isLinkHeader(fromClient, 0) || isLinkHeader(fromServer, 0) ? 'certain' : 'no'),
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  const fragments: Record<Side, Uint8Array | null> = { client: null, server: null };
  let isTold = false;
  const frame = (side: Side, message: Uint8Array): void => {
    const data = dataOf(message);
    const transport = data[0];
    if (transport === undefined) return;
    // Transport octet (8.2): bit 7 the last segment, bit 6 the first.
    const before = (transport & 0x40) !== 0 ? new Uint8Array(0) : fragments[side];
    if (before === null || before.length + data.length > longestFragment) {
      fragments[side] = null;
      return;
    }
    const joined = new Uint8Array(before.length + data.length - 1);
    joined.set(before);
    joined.set(data.subarray(1), before.length);
    fragments[side] = (transport & 0x80) !== 0 ? null : joined;
    if ((transport & 0x80) !== 0 && !isTold) isTold = readAttributes(side, joined, tell);
  };
  return {
    read: (side, bytes) => {
      const taken = eachMessage(bytes, size, (message) => frame(side, message));
      return isTold ? 'settled' : taken;
    },
  };
}

/** The user data without its checks. */
function dataOf(message: Uint8Array): Uint8Array {
  const data = new Uint8Array(Math.max(0, (message[2] ?? 5) - 5));
  for (let to = 0, from = 10; to < data.length; to += 16, from += 18)
    data.set(message.subarray(from, from + Math.min(16, data.length - to)), to);
  return data;
}
