import { hex } from '../../foundation/hex.ts';
import type { FirstBytes, Protocol } from '../../model/protocol.ts';

/** What the interface ids of PROFINET IO end with; the first four bytes say device, controller, supervisor or parameter server. */
const interfaceTail = '6c97-11d1-8271-00a02442df7d'.replaceAll('-', '');
const interfaceTailLittle = '976cd111827100a02442df7d';

/** Connectionless DCE RPC: version 4, kind of packet, data representation at 4, interface id at 24. */
function isProfinet(bytes: Uint8Array): boolean {
  if (bytes.length < 80 || bytes[0] !== 4 || (bytes[1] ?? 255) > 10) return false;
  const isLittle = ((bytes[4] ?? 0) & 0x10) !== 0;
  return hex(bytes.subarray(28, 40)) === (isLittle ? interfaceTailLittle : interfaceTail);
}

/** PROFINET IO: setting up of connections between controllers and devices. */
export const profinetIo: Protocol = {
  id: 'profinet-io',
  title: 'PROFINET IO: context management, commands without any login',
  references: [{ source: 'IEC 61158-6-10', clause: '4.10', url: 'https://www.profibus.com' }],
  limitations: ['Named, not read. Cyclic data and DCP stand in Ethernet frames of their own.'],
  transports: ['udp'],
  ports: [34964],
  encrypted: false,
  recognise: ({ fromClient, fromServer }: FirstBytes) => (isProfinet(fromClient) || isProfinet(fromServer) ? 'certain' : 'no'),
};
