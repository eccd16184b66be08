import { ByteReader } from '../../foundation/byte-reader.ts';
import { hex } from '../../foundation/hex.ts';
import type { Protocol } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

/** An announcement: ff ff, kind, 00 a0 00, then the MAC; texts end with NUL. */
const shortest = 256;
const titleAt = 22;
const firmwareAt = 118;
const modelAt = 220;
const isAnnouncement = (bytes: Uint8Array): boolean =>
  peek.be16(bytes, 0) === 0xffff && peek.be16(bytes, 3) === 0x00a0 && bytes[5] === 0 && bytes.length >= shortest;

/** The discovery broadcasts of D-Link's cameras. */
export const dlinkDdp: Protocol = {
  id: 'dlink-ddp',
  title: 'D-Link discovery broadcast',
  references: [
    {
      source: 'IANA service names: UDP 62976 unassigned; observed from D-Link cameras',
      url: 'https://www.iana.org/assignments/service-names-port-numbers',
    },
  ],
  limitations: ['Only the announcements of cameras are recognised.'],
  transports: ['udp'],
  ports: [62976],
  encrypted: false,
  recognise: ({ fromClient }) => (isAnnouncement(fromClient) ? 'likely' : 'no'),
  converse: ({ client }, { tell }) => ({
    read: (side, bytes) => {
      if (!isAnnouncement(bytes)) return bytes.length;
      const reader = new ByteReader(bytes);
      const mac = hex(reader.slice(6, 6)).replace(/(..)(?=.)/g, '$1:');
      const model = reader.text(modelAt, 32).trim().toLowerCase();
      if (model !== '') tell.component({ side, name: `d-link ${model}`, version: reader.text(firmwareAt, 32).trim() || null });
      tell.host({ address: client, mac, name: reader.text(titleAt, 64).trim() || null });
      return 'settled';
    },
  }),
};
