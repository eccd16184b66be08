import { ByteReader } from '../../foundation/byte-reader.ts';
import type { Conversation, FlowFacts, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { eachMessage } from '../framed.ts';
import { peek } from '../peek.ts';
import { startsWith } from '../text-lines.ts';

const largestMessage = 4096;

/** On TCP: `FINS`, length of what follows, command, error. */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 8 > bytes.length) return 0;
  const length = peek.be32(bytes, at + 4);
  return startsWith(bytes.subarray(at), 'FINS') && length >= 8 && length <= largestMessage ? 8 + length : null;
}

/** FINS header of ten bytes: information control, reserved 0, gateway count, addresses, service id; then the command. */
function isFrame(bytes: Uint8Array): boolean {
  const control = bytes[0] ?? 0;
  const isRequest = control === 0x80 || control === 0x81;
  const isResponse = control === 0xc0 || control === 0xc1;
  return bytes.length >= (isResponse ? 14 : 12) && (isRequest || isResponse) && bytes[1] === 0 && (bytes[2] ?? 255) <= 7;
}

/** Omron FINS. */
export const omronFins: Protocol = {
  id: 'omron-fins',
  title: 'Omron FINS: controllers, commands without any login',
  references: [{ source: 'Omron W342-E1-18 Communications Commands Reference Manual', clause: '3, 5-3', url: 'https://www.omron.com' }],
  limitations: [],
  transports: ['udp', 'tcp'],
  ports: [9600],
  encrypted: false,
  recognise: ({ transport, fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    if (sides.length === 0) return 'no';
    if (transport === 'tcp') return sides.every((bytes) => (size(bytes, 0) ?? 0) > 0) ? 'certain' : 'no';
    return sides.every(isFrame) ? 'likely' : 'no';
  },
  converse: (flow, tools) => conversation(flow, tools),
};

function conversation({ transport }: FlowFacts, { tell }: ProtocolTools): Conversation {
  let isTold = false;
  const frame = (bytes: Uint8Array): void => {
    // Answer to Controller Data Read (0501, 5-3-1): end code 0, model and version of 20 characters each.
    if (isTold || !isFrame(bytes) || (bytes[0] ?? 0) < 0xc0 || peek.be16(bytes, 10) !== 0x0501 || bytes.length < 54) return;
    const reader = new ByteReader(bytes);
    const model = reader.text(14, 20).trim().toLowerCase();
    isTold = true;
    if (model !== '') tell.component({ side: 'server', name: `omron ${model}`, version: reader.text(34, 20).trim() || null });
  };
  return {
    read: (_, bytes) => {
      if (transport === 'udp') frame(bytes);
      const taken = transport === 'udp' ? bytes.length : eachMessage(bytes, size, (message) => frame(message.subarray(16)));
      return isTold ? 'settled' : taken;
    },
  };
}
