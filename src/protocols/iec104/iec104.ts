import type { Protocol } from '../../model/protocol.ts';
import { areMessages } from '../framed.ts';

/** Start byte 0x68, length of what follows (4 to 253), four bytes of control whose last bits say what the frame is (clause 5). */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 6 > bytes.length) return 0;
  const length = bytes[at + 1] ?? 0;
  const control = bytes[at + 2] ?? 0;
  if (bytes[at] !== 0x68 || length < 4 || length > 253) return null;
  const third = bytes[at + 4] ?? 0;
  if ((control & 1) === 0) return length >= 10 && (third & 1) === 0 ? 2 + length : null;
  if ((control & 3) === 1) return length === 4 && control === 1 && bytes[at + 3] === 0 && (third & 1) === 0 ? 6 : null;
  const isCommand = [0x07, 0x0b, 0x13, 0x23, 0x43, 0x83].includes(control);
  return length === 4 && isCommand && bytes[at + 3] === 0 && third === 0 && bytes[at + 5] === 0 ? 6 : null;
}

/** IEC 60870-5-104, telecontrol of power systems. */
export const iec104: Protocol = {
  id: 'iec104',
  title: 'IEC 60870-5-104: telecontrol of power systems, commands without any login',
  references: [{ source: 'IEC 60870-5-104:2006', clause: '5', url: 'https://webstore.iec.ch/en/publication/3746' }],
  limitations: ['Named, not read: nothing in it names a device.'],
  transports: ['tcp'],
  ports: [2404],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    const least = (bytes: Uint8Array): number => (bytes.length === 0 ? 0 : 1);
    if (fromClient.length + fromServer.length === 0) return 'no';
    return areMessages(fromClient, size, least(fromClient)) && areMessages(fromServer, size, least(fromServer)) ? 'likely' : 'no';
  },
};
