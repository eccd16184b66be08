import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { areMessages, eachMessage } from '../framed.ts';
import { peek } from '../peek.ts';

/** MBAP header: transaction, protocol (0), length of what follows, unit; then the function code, 128 and more for a refusal. */
function size(bytes: Uint8Array, at: number): number | null {
  const length = peek.be16(bytes, at + 4);
  if (length === -1) return 0;
  if (peek.be16(bytes, at + 2) !== 0 || length < 2 || length > 254) return null;
  const code = bytes[at + 7];
  // A refusal is three bytes after the unit, no more (Modbus Application Protocol, 7).
  return code === undefined || (code > 0 && code < 0x80) || (code > 0x80 && length === 3) ? 6 + length : null;
}

/** Modbus on TCP or UDP. */
export const modbus: Protocol = {
  id: 'modbus',
  title: 'Modbus/TCP: commands without any login',
  references: [
    { source: 'Modbus Messaging on TCP/IP Implementation Guide V1.0b', clause: '3.1', url: 'https://www.modbus.org/specs.php' },
    { source: 'Modbus Application Protocol V1.1b3', clause: '6.21', url: 'https://www.modbus.org/specs.php' },
  ],
  limitations: ['Serial frames carried bare over TCP (RTU over TCP) are not recognised.', 'The answer to Report Server ID is not read.'],
  transports: ['tcp', 'udp'],
  ports: [502],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) =>
    fromClient.length + fromServer.length >= 8 && areMessages(fromClient, size, 0) && areMessages(fromServer, size, 0) ? 'likely' : 'no',
  converse: (_, tools) => conversation(tools),
};

/** Objects of Read Device Identification (6.21): vendor, product code, revision, product name, model name. */
const wanted = [0, 1, 2, 4, 5];

function conversation({ tell }: ProtocolTools): Conversation {
  const objects = new Map<number, string>();
  let isTold = false;
  const finish = (): void => {
    const [vendor = '', code, revision = null, product, model] = wanted.map((id) => objects.get(id));
    const name = `${vendor} ${model ?? product ?? code ?? ''}`.trim().toLowerCase();
    if (name === '' || isTold) return;
    isTold = true;
    tell.component({ side: 'server', name, version: revision?.replace(/^v(?=\d)/i, '') ?? null });
  };
  return {
    read: (side, bytes) =>
      eachMessage(bytes, size, (message) => {
        if (side === 'server' && message[7] === 0x2b && message[8] === 0x0e) collect(message, objects);
      }),
    end: finish,
  };
}

function collect(message: Uint8Array, objects: Map<number, string>): void {
  let at = 14;
  for (let left = message[13] ?? 0; left > 0 && at + 2 <= message.length; left -= 1) {
    const id = message[at] ?? 0;
    const length = message[at + 1] ?? 0;
    const value = latin1(message.subarray(at + 2, at + 2 + length)).trim();
    if (wanted.includes(id) && value !== '' && !objects.has(id)) objects.set(id, value);
    at += 2 + length;
  }
}
