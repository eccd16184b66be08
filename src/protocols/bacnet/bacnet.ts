import type { Conversation, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { peek } from '../peek.ts';
import { apduOf } from './apdu-of.ts';
import { readProperties } from './read-properties.ts';

/** Virtual link header (Annex J): type 0x81, a function, and the length of the datagram, header included. */
const isLink = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x81 && (bytes[1] ?? 255) <= 0x0c && bytes.length >= 4 && peek.be16(bytes, 2) === bytes.length;

/** BACnet/IP. */
export const bacnet: Protocol = {
  id: 'bacnet',
  title: 'BACnet/IP: building automation, commands without any login',
  references: [{ source: 'ANSI/ASHRAE 135-2020', clause: 'Annex J, 20, 21', url: 'https://bacnet.org' }],
  limitations: ['Segmented answers are not put together.', 'BACnet/SC is TLS and named so.'],
  transports: ['udp'],
  ports: [47808],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every(isLink) ? 'certain' : 'no';
  },
  converse: ({ server }, tools) => conversation(server, tools),
};

const objectName = 77;
const vendorName = 121;
const modelName = 70;
const firmwareRevision = 44;
const applicationVersion = 12;
const wanted = new Set([objectName, vendorName, modelName, firmwareRevision, applicationVersion]);

function conversation(server: string, { tell }: ProtocolTools): Conversation {
  const found = new Map<number, string>();
  return {
    read: (side, bytes) => {
      const apdu = isLink(bytes) && found.size < wanted.size ? apduOf(bytes) : null;
      // Answers come from the server; two devices may as well ask each other, but then each is told of as far as it is asked.
      if (apdu !== null && side === 'server')
        readProperties(apdu, (property, text) => {
          if (wanted.has(property) && !found.has(property)) found.set(property, text);
        });
      return bytes.length;
    },
    end: () => {
      const name = `${found.get(vendorName) ?? ''} ${found.get(modelName) ?? ''}`.trim().toLowerCase();
      const version = found.get(firmwareRevision) ?? found.get(applicationVersion) ?? null;
      if (name !== '') tell.component({ side: 'server', name, version });
      const given = found.get(objectName);
      if (given !== undefined) tell.host({ address: server, mac: null, name: given });
    },
  };
}
