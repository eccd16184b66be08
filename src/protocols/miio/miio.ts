import { hex } from '../../foundation/hex.ts';
import type { Conversation, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

/** Magic, length of the whole, four unknown bytes, device id, time stamp, and a checksum of 16 bytes. */
const isPacket = (bytes: Uint8Array): boolean =>
  peek.be16(bytes, 0) === 0x2131 && bytes.length >= 32 && peek.be16(bytes, 2) === bytes.length;

/** Xiaomi miIO. */
export const miio: Protocol = {
  id: 'miio',
  title: 'Xiaomi miIO: local control',
  references: [
    {
      source: 'OpenMiHome: mihome binary protocol',
      url: 'https://github.com/OpenMiHome/mihome-binary-protocol/blob/master/doc/PROTOCOL.md',
    },
  ],
  limitations: ['Commands are enciphered with the token of the device and are not read.'],
  transports: ['udp'],
  ports: [54321],
  encrypted: true,
  recognise: ({ fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every(isPacket) ? 'certain' : 'no';
  },
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  return {
    read: (side, bytes) => {
      // The answer to a hello is a bare header.
      if (side !== 'server' || !isPacket(bytes) || bytes.length !== 32) return bytes.length;
      const id = bytes.subarray(8, 12);
      tell.behaviour({ kind: 'identifier-in-clear', detail: `device id ${hex(id)}` });
      const checksum = bytes.subarray(16);
      // A device that gives its token to whoever asks puts it where the checksum stands; others fill that with one value.
      if (checksum.some((byte) => byte !== checksum[0])) tell.credential({ user: null, password: hex(checksum) });
      return 'settled';
    },
  };
}
