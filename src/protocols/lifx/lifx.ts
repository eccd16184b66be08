import { ByteReader } from '../../foundation/byte-reader.ts';
import { hex } from '../../foundation/hex.ts';
import type { Conversation, FlowFacts, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

const stateHostFirmware = 15;
const stateLabel = 25;

/** Size of the datagram, protocol 1024 with its flags, and a header of 36 bytes. */
const isPacket = (bytes: Uint8Array): boolean =>
  bytes.length >= 36 && peek.le16(bytes, 0) === bytes.length && (peek.le16(bytes, 2) & 0x1fff) === 0x1400;

/** LIFX lamps on the local network. */
export const lifx: Protocol = {
  id: 'lifx',
  title: 'LIFX: lamps, commands without any login',
  references: [{ source: 'LIFX LAN protocol: packet contents', url: 'https://lan.developer.lifx.com/docs/packet-contents' }],
  limitations: [],
  transports: ['udp'],
  ports: [56700],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every(isPacket) ? 'certain' : 'no';
  },
  converse: (flow, tools) => conversation(flow, tools),
};

function conversation({ client, server }: FlowFacts, { tell }: ProtocolTools): Conversation {
  const told = new Set<number>();
  return {
    read: (side, bytes) => {
      const type = peek.le16(bytes, 32);
      if (!isPacket(bytes) || told.has(type)) return bytes.length;
      const reader = new ByteReader(bytes);
      if (type === stateHostFirmware && bytes.length >= 56) {
        told.add(type);
        tell.component({ side, name: 'lifx-firmware', version: `${reader.u16(54)}.${reader.u16(52)}` });
      } else if (type === stateLabel && bytes.length >= 68) {
        told.add(type);
        const mac = hex(reader.slice(8, 6)).replace(/(..)(?=.)/g, '$1:');
        tell.host({
          address: side === 'client' ? client : server,
          mac,
          name: utf8.decode(reader.slice(36, 32)).replace(/\0.*$/s, '') || null,
        });
      }
      return bytes.length;
    },
  };
}

const utf8 = new TextDecoder('utf-8');
