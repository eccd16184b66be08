import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { textLines } from '../text-lines.ts';

/** `H:` serial number, radio address, firmware (hexadecimal), …: what a cube says first. */
const hello = /^H:([A-Z]{3}\d{7}),([0-9a-f]{6}),([0-9a-f]{4}),/;

/** The cube of eQ-3's MAX! heating control. */
export const eq3Max: Protocol = {
  id: 'eq3-max',
  title: 'eQ-3 MAX! cube: heating, commands without any login',
  references: [{ source: 'MAX! cube protocol notes', url: 'https://github.com/Bouni/max-cube-protocol' }],
  limitations: ['Enciphered messages to the vendor’s server are not recognised.'],
  transports: ['tcp'],
  ports: [62910],
  encrypted: false,
  recognise: ({ fromServer, fromClient }) => {
    if (hello.test(latin1(fromServer.subarray(0, 32)))) return 'certain';
    const line = /^[A-Za-z]:[\x20-\x7e]*\r\n/;
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every((bytes) => line.test(latin1(bytes))) ? 'likely' : 'no';
  },
  converse: (_, { tell }) => ({
    read: (side, bytes) => {
      const { lines, taken } = textLines(bytes);
      const [, serial, , firmware = ''] = lines.map((text) => hello.exec(text)).find((match) => match !== null) ?? [];
      if (side !== 'server' || serial === undefined) return taken;
      // 0113 is 1.1.3.
      tell.component({ side, name: 'eq-3 max! cube', version: firmware.replace(/^0/, '').split('').join('.') });
      tell.behaviour({ kind: 'identifier-in-clear', detail: `serial number ${serial}` });
      return 'settled';
    },
  }),
};
