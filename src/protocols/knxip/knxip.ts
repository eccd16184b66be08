import { ByteReader } from '../../foundation/byte-reader.ts';
import { hex } from '../../foundation/hex.ts';
import type { Conversation, FlowFacts, Protocol, ProtocolTools, Tell } from '../../model/protocol.ts';
import { areMessages, eachMessage } from '../framed.ts';
import { peek } from '../peek.ts';

const searchResponse = 0x0202;
const descriptionResponse = 0x0204;
const extendedSearchResponse = 0x020c;
const secureWrapper = 0x0950;

/** Families of services: core, device management, tunnelling, routing, remote logging, remote configuration, object server, security. */
const isService = (service: number): boolean => service >> 8 >= 2 && service >> 8 <= 9 && (service & 0xff) <= 0x5f;

/** Header of six bytes: its size, version 1.0, service, length of the whole. */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 6 > bytes.length) return 0;
  const length = peek.be16(bytes, at + 4);
  return peek.be16(bytes, at) === 0x0610 && isService(peek.be16(bytes, at + 2)) && length >= 6 ? length : null;
}

/** KNXnet/IP. */
export const knxip: Protocol = {
  id: 'knxip',
  title: 'KNXnet/IP: building automation',
  references: [{ source: 'ISO 22510:2019', clause: '5', url: 'https://www.iso.org/standard/73462.html' }],
  limitations: ['KNX Data Secure inside an unprotected frame is not told apart.'],
  transports: ['udp', 'tcp'],
  ports: [3671],
  encrypted: null,
  recognise: ({ transport, fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    if (sides.length === 0 || !sides.every((bytes) => areMessages(bytes, size, 1))) return 'no';
    // A datagram holds one frame, and nothing else.
    return transport === 'tcp' || sides.every((bytes) => size(bytes, 0) === bytes.length) ? 'certain' : 'likely';
  },
  converse: (flow, tools) => conversation(flow, tools),
};

function conversation({ client, server }: FlowFacts, { tell }: ProtocolTools): Conversation {
  const told = new Set<string>();
  const once = (what: string, say: () => void): void => {
    if (!told.has(what)) say();
    told.add(what);
  };
  return {
    read: (side, bytes) =>
      eachMessage(bytes, size, (message) => {
        const speaker = side === 'client' ? client : server;
        const service = peek.be16(message, 2);
        if (service === secureWrapper) once('encrypted', () => tell.encrypted(true));
        // Management, tunnelling and routing carry what is to be protected; searching does not.
        else if (service >= 0x0300 && service < 0x0600) once('encrypted', () => tell.encrypted(false));
        else if (service === searchResponse || service === extendedSearchResponse)
          once('device', () => tellDevice(speaker, message, 14, tell));
        else if (service === descriptionResponse) once('device', () => tellDevice(speaker, message, 6, tell));
      }),
  };
}

/** Description of the device, 54 bytes of type 1: serial number at 8, MAC at 18, name at 24 (ISO 22510, 5.5.3). */
function tellDevice(address: string, message: Uint8Array, at: number, tell: Tell): void {
  if (peek.be16(message, at) !== 0x3601 || message.length < at + 54) return;
  const reader = new ByteReader(message, 'big');
  const mac = hex(reader.slice(at + 18, 6)).replace(/(..)(?=.)/g, '$1:');
  tell.host({ address, mac, name: reader.text(at + 24, 30).trim() || null });
  tell.behaviour({ kind: 'identifier-in-clear', detail: `KNX serial number ${hex(reader.slice(at + 8, 6))}` });
}
