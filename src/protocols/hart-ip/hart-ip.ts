import type { Protocol } from '../../model/protocol.ts';
import { areMessages } from '../framed.ts';
import { peek } from '../peek.ts';

/** Version 1, message type 0 to 2 (answers) or 15, message id 0 to 4, status, sequence, length of the whole (7.1). */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 8 > bytes.length) return 0;
  const isType = [0, 1, 2, 15].includes(bytes[at + 1] ?? 9);
  const length = peek.be16(bytes, at + 6);
  return bytes[at] === 1 && isType && (bytes[at + 2] ?? 9) <= 4 && length >= 8 && length <= 4096 ? length : null;
}

/** HART-IP, of process instruments. */
export const hartIp: Protocol = {
  id: 'hart-ip',
  title: 'HART-IP: process instruments, commands without any login',
  references: [{ source: 'FieldComm Group HCF_SPEC-085', clause: '7', url: 'https://www.fieldcommgroup.org' }],
  limitations: ['Named, not read. Version 2, which is secured, is not recognised.'],
  transports: ['udp', 'tcp'],
  ports: [5094],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every((bytes) => areMessages(bytes, size, 1)) ? 'likely' : 'no';
  },
};
