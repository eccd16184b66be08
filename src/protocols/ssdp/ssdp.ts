import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { httpHead } from '../http-head.ts';
import { httpProducts } from '../http-products.ts';
import { tellOnce } from '../tell-once.ts';

/** An answer to M-SEARCH looks like HTTP's; what is in it does not. */
const isSsdp = (bytes: Uint8Array): boolean => {
  const text = latin1(bytes.subarray(0, 1024));
  if (/^(?:NOTIFY|M-SEARCH) \* HTTP\/1\.[01]\r?\n/.test(text)) return true;
  return /^HTTP\/1\.[01] 200 /.test(text) && /\r?\n(?:st|usn|nt) ?:/i.test(text);
};

/** Simple Service Discovery Protocol: what devices say of themselves. */
export const ssdp: Protocol = {
  id: 'ssdp',
  title: 'SSDP: software that devices announce',
  references: [
    {
      source: 'UPnP Device Architecture 2.0',
      clause: '1',
      url: 'https://openconnectivity.org/upnp-specs/UPnP-arch-DeviceArchitecture-v2.0-20200417.pdf',
    },
  ],
  limitations: ['The descriptions that announcements point to are read only where they are fetched in the same capture, as HTTP.'],
  transports: ['udp'],
  ports: [1900],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => (isSsdp(fromClient) || isSsdp(fromServer) ? 'certain' : 'no'),
  converse: ({ client, server }, { tell }) => {
    const once = tellOnce();
    return {
      read: (side, bytes) => {
        // A datagram may lack the empty line.
        const head = httpHead(bytes) ?? httpHead(new Uint8Array([...bytes.subarray(0, 4096), 13, 10, 13, 10]));
        if (head === null) return bytes.length;
        for (const product of httpProducts(head.fields.get('server') ?? head.fields.get('user-agent') ?? '')) {
          once(`${side} ${product.name}`, () => tell.component({ side, ...product }));
        }
        const name = head.fields.get('friendlyname.upnp.org');
        if (name !== undefined) once(name, () => tell.host({ address: side === 'client' ? client : server, mac: null, name }));
        return bytes.length;
      },
    };
  },
};
