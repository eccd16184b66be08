import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools, Side } from '../../model/protocol.ts';
import { areMessages, eachMessage } from '../framed.ts';
import { peek } from '../peek.ts';
import { readUserData } from './read-user-data.ts';

/** TPKT (RFC 1006, 6): version 3, reserved, length of the whole. */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 4 > bytes.length) return 0;
  const length = peek.be16(bytes, at + 2);
  return bytes[at] === 3 && bytes[at + 1] === 0 && length >= 7 ? length : null;
}

/** Where the payload of a TPKT with a data TPDU starts (ISO 8073, 13.7: class 0, three bytes); 0 for another TPDU. */
const payloadAt = (bytes: Uint8Array, at: number): number => (bytes[at + 4] === 2 && bytes[at + 5] === 0xf0 ? at + 7 : 0);

/** S7comm begins with 0x32 and one of its message kinds, S7comm-plus with 0x72 and its version. */
function isS7(bytes: Uint8Array, at: number): boolean {
  const [protocol, kind] = [bytes[at], bytes[at + 1] ?? 0];
  return (protocol === 0x32 && [1, 2, 3, 7].includes(kind)) || (protocol === 0x72 && [1, 2, 3, 0xfe].includes(kind));
}

function recogniseSide(bytes: Uint8Array): 'certain' | 'likely' | 'no' {
  if (!areMessages(bytes, size, 1)) return 'no';
  let seen: 'likely' | 'no' = 'no';
  for (let at = 0; at < bytes.length; at += size(bytes, at) || bytes.length) {
    const start = payloadAt(bytes, at);
    if (start > 0 && isS7(bytes, start)) return 'certain';
    const kind = bytes[at + 5] ?? 0;
    if (start === 0 && (kind === 0xe0 || kind === 0xd0)) seen = 'likely';
  }
  return seen;
}

/** S7comm and S7comm-plus, which Siemens controllers speak over ISO transport on TCP. */
export const s7comm: Protocol = {
  id: 's7comm',
  title: 'S7comm and S7comm-plus: Siemens controllers',
  references: [
    { source: 'RFC 1006', clause: '6', url: 'https://www.rfc-editor.org/rfc/rfc1006' },
    { source: 'Snap7: Siemens communications', url: 'https://snap7.sourceforge.net/siemens_comm.html' },
  ],
  limitations: ['Of S7comm-plus only the name of the controller is read; whether its session is protected is not told.'],
  transports: ['tcp'],
  ports: [102],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) => {
    const said = [fromClient, fromServer].filter(({ length }) => length > 0).map(recogniseSide);
    if (said.length === 0 || said.includes('no')) return 'no';
    return said.includes('certain') ? 'certain' : 'likely';
  },
  converse: ({ server }, tools) => conversation(server, tools),
};

function conversation(server: string, { tell }: ProtocolTools): Conversation {
  const heard = readUserData(server, tell);
  let isPlain = false;
  let isPlusNamed = false;
  const classic = (side: Side, payload: Uint8Array): void => {
    if (!isPlain) tell.encrypted(false);
    isPlain = true;
    // Kind 7 carries user data, whose header has no error bytes: parameters start at 10.
    if (payload[1] === 7) heard(side, payload);
  };
  const plus = (payload: Uint8Array): void => {
    // A session's first answer names the controller, e.g. `1;6ES7 211-1BE31-0XB0 ;V3.0`.
    const [, order, version = null] = /;(6[A-Z0-9]{3} [A-Z0-9-]{8,16}) ?;V(\d+\.\d+)/.exec(latin1(payload.subarray(0, 4096))) ?? [];
    if (order === undefined) return;
    isPlusNamed = true;
    tell.component({ side: 'server', name: `siemens ${order.toLowerCase()}`, version });
  };
  return {
    read: (side, bytes) =>
      eachMessage(bytes, size, (message) => {
        const start = payloadAt(message, 0);
        if (start === 0 || start >= message.length) return;
        const payload = message.subarray(start);
        if (payload[0] === 0x32) classic(side, payload);
        else if (payload[0] === 0x72 && side === 'server' && !isPlusNamed) plus(payload);
      }),
  };
}
