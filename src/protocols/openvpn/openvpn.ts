import { hex } from '../../foundation/hex.ts';
import type { Protocol } from '../../model/protocol.ts';
import { peek } from '../peek.ts';

const clientReset = 7;
const serverReset = 8;
const clientResetV3 = 10;

/** Opcode of a control packet, from its first byte: five bits, then three for the key id, which opens with 0. */
const opcodeOf = (first: number | undefined): number => (((first ?? 0) & 7) === 0 ? (first ?? 0) >> 3 : 0);

/** Opcodes 1 to 11; a mid-stream packet carries data (6, 9) or control (4, 5). */
const isOpcode = (first: number | undefined): boolean => (first ?? 0) >> 3 >= 1 && (first ?? 0) >> 3 <= 11;

/** OpenVPN. */
export const openvpn: Protocol = {
  id: 'openvpn',
  title: 'OpenVPN: tunnel',
  references: [{ source: 'OpenVPN wire protocol', url: 'https://openvpn.github.io/openvpn-rfc/openvpn-wire-protocol.html' }],
  limitations: ['The TLS session inside the control channel is not read.'],
  transports: ['udp', 'tcp'],
  ports: [1194],
  encrypted: true,
  recognise: ({ transport, fromClient, fromServer }) => {
    // On TCP a length goes first.
    const skip = transport === 'tcp' ? 2 : 0;
    const opens = (bytes: Uint8Array, opcodes: readonly number[]): boolean =>
      bytes.length >= skip + 14 && opcodes.includes(opcodeOf(bytes[skip])) && (skip === 0 || peek.be16(bytes, 0) <= bytes.length);
    // The server acknowledges by the session id that the client chose, eight random bytes.
    const session = hex(fromClient.subarray(skip + 1, skip + 9));
    const answers = opens(fromServer, [serverReset]) && hex(fromServer.subarray(skip + 9, skip + 80)).includes(session);
    if (opens(fromClient, [clientReset, clientResetV3]) && answers) return 'certain';
    const fits = (bytes: Uint8Array): boolean =>
      bytes.length >= skip + 14 && isOpcode(bytes[skip]) && (skip === 0 || peek.be16(bytes, 0) >= 14);
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    return sides.length > 0 && sides.every(fits) ? 'likely' : 'no';
  },
};
